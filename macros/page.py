"""A page as a template: its Markdown with every macro expanded, or the problems with the page's own lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from handbook.plan.audience import Audience
from handbook.plan.page import Page
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem
from macros.macro import Context, MacroError, bound
from macros.sandbox import read

FAMILIES = tuple(
    import_module(f"macros.{family}")
    for family in (
        "actors",
        "cards",
        "concept",
        "contacts",
        "experiences",
        "flow",
        "guide",
        "housing",
        "initiatives",
        "inventory",
        "key_figures",
        "making",
        "municipality",
        "organisation",
        "readiness",
        "references",
        "roles",
        "search",
        "signs",
        "stakeholders",
        "template",
        "wheel",
    )
)
"""The modules whose macros a page may call; importing them registers the macros."""


@dataclass(frozen=True)
class Rendered:
    """A page's Markdown with the macros expanded; empty where something was wrong."""

    text: str
    problems: tuple[Problem, ...]


def render(page: Page, context: Context) -> Rendered:
    """Expand the macros of a page.

    Takes the page and the context in which it is published: plan, addresses, path, record and day. Returns the
    Markdown and every problem; raises nothing for what an editor can write.
    """
    problems: list[Problem] = []

    def report(line: int, word: str, error: MacroError) -> None:
        problems.append(Problem(_place(page, line, word, error.word), error.rule, error.message, error.hint))

    names: dict[str, object] = dict(bound(context, report))
    names["staff"] = context.audience is Audience.STAFF
    names["municipality"] = next(iter(context.plan.municipalities), None)
    if context.record is not None:
        names["record"] = context.record
    reading = read(page.name, page.body)
    for fault in reading.faults_with(names):
        hint = _quoted(fault.word, context.plan) or fault.hint
        problems.append(Problem(_place(page, fault.line, fault.word), "macro" if fault.word else "template", fault.message, hint))
    if problems or reading.template is None:
        return Rendered("", tuple(problems))
    try:
        return Rendered(reading.template.render(names), tuple(problems))
    except (SecurityError, TemplateError, TypeError) as error:
        if context.sound:
            hint = 'Brug kun makroer og felter, fx `{{ phone("infohus") }}`.'
            place = _place(page, _failed_line(error), "")
            problems.append(Problem(place, "template", "Siden bruger noget, som en side ikke må.", hint))
        return Rendered("", tuple(problems))


def _quoted(word: str, plan: Plan) -> str:
    """What to write when an id stands without its quotation marks."""
    if word and any(record.id == word for _, record in plan.records()):
        return f'Sæt anførselstegn om navnet: `"{word}"`.'
    return ""


def _failed_line(error: BaseException) -> int:
    traceback, line = error.__traceback__, 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _place(page: Page, line: int, word: str, argument: str = "") -> Place:
    """Where `word` stands within the braces of a line; of several, the last one before the quoted argument."""
    lines = page.body.splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    braces = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)")
    inside = "".join(part if braces.match(part) else " " * len(part) for part in re.split(f"({braces.pattern})", text)).rstrip() or text
    quoted = re.search(f"[\"']{re.escape(argument)}[\"']", inside) if argument else None
    column = inside.rfind(word, 0, quoted.start()) if quoted else inside.find(word or "{")
    return Place(page.name, page.first_line + line - 1, max(column, 0) + 1)
