"""Attempts to break out of a page: each is a problem at the page's line, shows nothing and takes no time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from handbook.plan.loader import load
from handbook.plan.page import Addresses, FrontMatter, Page
from handbook.plan.problem import as_text
from macros.macro import Context
from macros.page import Rendered, render
from tests.conftest import PROJECT, TODAY

CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "sandbox.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_attempt(case: dict[str, str], project: Path) -> None:
    started = time.monotonic()
    rendered = _render(f"# En side\n\nFør {case['page']} efter\n", project)
    assert time.monotonic() - started < 2
    assert {problem.rule for problem in rendered.problems} <= {"macro", "template"}
    assert {(p.place.path, p.place.line) for p in rendered.problems} == {("docs/side.md", 7)}
    shown = rendered.text + as_text(rendered.problems)
    assert case.get("secret", "\0") not in shown.replace(case["page"], "")


DEEP = {
    "braces": "{" * 5000,
    "brackets": "{{ " + "(" * 5000 + ")" * 5000 + " }}",
    "negations": "{{ " + "not " * 5000 + "phone }}",
    "choices": "{% if phone %}" * 5000,
    "fields": "{{ municipality" + ".name" * 5000 + " }}",
    "calls": "{{ phone" + "()" * 5000 + " }}",
    "conditions": "{{ phone" + " and phone" * 5000 + " }}",
    "digits": "{{ 1" + "0" * 5000 + " }}",
}
"""Pages that are too deep or too long for Python itself, by what they repeat."""


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP.keys())
def test_a_page_that_is_too_deep_is_a_problem_too(page: str, project: Path) -> None:
    started = time.monotonic()
    rendered = _render(page, project)
    assert time.monotonic() - started < 2
    assert rendered.text == ""
    assert {problem.rule for problem in rendered.problems} <= {"macro", "template"}
    assert rendered.problems


def test_macros_fields_and_choices_are_allowed(project: Path) -> None:
    rendered = _render('{% if record.frontline %}{{ record.name }}: {{ phone("infohus") }}, {{ municipality.name }}{% endif %}', project)
    assert not rendered.problems
    assert rendered.text == 'Lærer: <a class="phone" href="tel:+4511000001">11 00 00 01</a>, Prøveby Kommune'


def _render(body: str, project: Path) -> Rendered:
    """The page as it is published for a role; its body begins on line 5."""
    plan = load(project).plan
    page = Page("side.md", FrontMatter(), body, 5)
    return render(page, Context(plan, Addresses.of((page,), plan), page.path, TODAY, plan.roles["laerer"]))
