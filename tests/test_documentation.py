"""What editors and operators can use is explained where they look for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.macro import MACROS
from macros.page import FAMILIES
from tests.conftest import PROJECT

GUIDE = (PROJECT / "docs" / "redaktoer" / "index.md").read_text("utf-8")
README = (PROJECT / "README.md").read_text("utf-8")


def rules_in_the_code() -> set[str]:
    """Every rule that a problem can carry, found where the code makes problems."""
    found: set[str] = set()
    for path in [*(PROJECT / "handbook").rglob("*.py"), *(PROJECT / "macros").rglob("*.py")]:
        text = Path(path).read_text("utf-8")
        found |= set(
            re.findall(
                r'(?:Problem\([^"]*|self\._report\([^"]*|PydanticCustomError\(\s*|rule(?:: str)? = |return )"([a-z]+(?:-[a-z0-9]+)*)"', text
            )
        )
    return found & _documented_or_hyphenated(found)


def _documented_or_hyphenated(words: set[str]) -> set[str]:
    single = {"overdue", "revision", "phone", "mailbox", "cpr", "macro", "template", "unreadable"}
    return {word for word in words if "-" in word or word in single}


def test_the_code_has_rules() -> None:
    assert len(rules_in_the_code()) >= 30


@pytest.mark.parametrize("rule", sorted(rules_in_the_code()))
def test_the_guide_explains_the_rule(rule: str) -> None:
    assert f"`{rule}`" in GUIDE


@pytest.mark.parametrize("name", sorted(MACROS))
def test_the_guide_shows_the_macro(name: str) -> None:
    assert f"{name}(" in GUIDE


def test_every_family_of_macros_has_one_that_a_page_can_call() -> None:
    registered = {function.__module__ for function in MACROS.values()}
    assert registered == {family.__name__ for family in FAMILIES}


@pytest.mark.parametrize(
    "command", ["handbook check", "handbook build", "handbook serve", "handbook search", "make site", "make test", "--today"]
)
def test_the_readme_explains_the_command(command: str) -> None:
    assert command in README
