"""Golden cases of the check: what is broken in the small plan, and the exact problems that follow.

Each case in `cases/check/` changes one file of `plan/`: `replace` (a text that stands there once), `append`, `content`
(a whole file), `bytes` (base64), `size` (a file of that many bytes), `folder` or `delete`. `expect` names every
problem, and `says` what their messages must contain.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.check import check
from handbook.plan.problem import as_text
from tests.conftest import FIGURES, PROJECT, TODAY

FILES = sorted((PROJECT / "tests" / "cases" / "check").glob("*.yml"))
CASES = [case for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]
BUILT_SITE = {"duplicate-anchor", "duplicate-title", "leak", "orphan-page", "search-miss"}
"""Rules that only the built site can break."""


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any], project: Path) -> None:
    _change(case, project)
    text = as_text(check(project, TODAY))
    assert sorted(_without_message(line) for line in text.splitlines()) == sorted(case["expect"]), text
    for words in case.get("says", []):
        assert words in text


def test_unchanged_plan_has_no_problem(project: Path) -> None:
    assert as_text(check(project, TODAY)) == ""


def test_a_function_with_a_hyphen_on_the_list_is_a_function(project: Path) -> None:
    contacts = project / "plan_data" / "kommune" / "contacts.yml"
    text = contacts.read_text("utf-8").replace("redaktion@", "social-vagt@")
    _write(contacts, f"{text}\nmailbox_functions:\n  - id: social-vagt\n")
    assert as_text(check(project, TODAY)) == ""


def test_each_case_has_its_own_title() -> None:
    titles = [case["title"] for case in CASES]
    assert sorted(titles) == sorted(set(titles))


def test_each_rule_and_at_least_forty_mistakes_have_a_place() -> None:
    mistakes = [case for case in CASES if case["expect"]]
    rules = {expected.split(": ")[1] for case in mistakes for expected in case["expect"]}
    FIGURES.append(f"{len(mistakes)} seeded mistakes of {len(rules)} rules found at their line and column")
    assert len(mistakes) >= 40


def test_every_rule_in_the_guide_has_a_case() -> None:
    guide = (PROJECT / "docs" / "redaktoer" / "index.md").read_text("utf-8")
    section = re.search(r"\{ #regler [^}]*\}\n(.*?)\n## ", guide, re.DOTALL)
    assert section
    named = set(re.findall(r"^\| `([a-z-]+)` \|", section[1], re.MULTILINE))
    assert named - BUILT_SITE == {expected.split(": ")[1] for case in CASES for expected in case["expect"]}


def _without_message(line: str) -> str:
    """`path:line:column: rule` of a line of the report."""
    return ": ".join(line.split(": ")[:2])


def _change(case: dict[str, Any], project: Path) -> None:
    name = case["file"]
    path = project / name if name.startswith(("docs/", "tests/")) else project / "plan_data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "replace" in case:
        text = path.read_text("utf-8")
        assert text.count(case["replace"]["from"]) == 1
        _write(path, text.replace(case["replace"]["from"], case["replace"]["to"]))
    elif "append" in case:
        _write(path, path.read_text("utf-8") + case["append"])
    elif "content" in case:
        _write(path, case["content"])
    elif "bytes" in case:
        path.write_bytes(base64.b64decode(case["bytes"]))
    elif "size" in case:
        path.write_bytes(b"#" * case["size"])
    elif "folder" in case:
        path.mkdir()
    else:
        assert case["delete"]
        path.unlink()


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
