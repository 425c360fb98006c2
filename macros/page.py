"""A page as a template: its Markdown with every macro expanded, or the problems with the page's own lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from handbook.plan.page import Addresses, Page
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem
from handbook.plan.record import Record
from macros import concept, contacts, flow, municipality, references, roles, signs
from macros.macro import Context, MacroError, bound
from macros.sandbox import PageEnvironment

FAMILIES = (concept, contacts, flow, municipality, references, roles, signs)
"""The modules whose macros a page may call; importing them registers the macros."""


@dataclass(frozen=True)
class Rendered:
    """A page's Markdown with the macros expanded; empty where something was wrong."""

    text: str
    problems: tuple[Problem, ...]


def render(page: Page, plan: Plan, addresses: Addresses, *, path: str, record: Record | None, today: date, sound: bool = True) -> Rendered:
    """Expand the macros of a page.

    Takes the page, the plan it may see, the addresses of everything published, the path under which this
    page is published, the record it is published for, and whether the plan is without blocking problems.
    Returns the Markdown and every problem; raises nothing for what an editor can write.
    """
    problems: list[Problem] = []

    def report(line: int, word: str, error: MacroError) -> None:
        problems.append(Problem(_place(page, line, word, error.word), error.rule, error.message, error.hint))

    names: dict[str, object] = dict(bound(Context(plan, addresses, path, today, record, sound), report))
    names |= {"municipality": next(iter(plan.municipalities), None)}
    if record is not None:
        names["record"] = record
    environment = PageEnvironment(names)
    for line, word, message, hint in environment.faults(page.body):
        problems.append(Problem(_place(page, line, word), "template" if not word else "macro", message, hint))
    if problems:
        return Rendered("", tuple(problems))
    try:
        text = environment.from_string(page.body).render()
    except (SecurityError, TemplateError, TypeError) as error:
        line = _failed_line(error)
        hint = 'Brug kun makroer og felter, fx `{{ phone("infohus") }}`.'
        problems.append(Problem(_place(page, line, ""), "template", "Siden bruger noget, som en side ikke må.", hint))
        text = ""
    return Rendered(text, tuple(problems))


def _failed_line(error: BaseException) -> int:
    traceback, line = error.__traceback__, 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _place(page: Page, line: int, word: str, argument: str = "") -> Place:
    """Where `word` stands on a line of the page; of several, the last one before the argument."""
    lines = page.body.splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    end = text.find(argument) if argument else -1
    found = text.rfind(word, 0, end) if end > 0 else text.find(word or "{")
    return Place(page.name, page.first_line + line - 1, max(found, 0) + 1)
