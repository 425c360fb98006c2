"""Everything that can be wrong, at once: the plan's files, the records together, and the pages with their macros."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handbook.plan.audience import Audience
from handbook.plan.checks import check_plan
from handbook.plan.loader import Loaded, load
from handbook.plan.page import Addresses, Page, for_audience, published, read_pages
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, in_order
from handbook.plan.question import question_problems, read_questions
from handbook.plan.stop import Stop
from macros.macro import Context
from macros.page import render


def check(project: Path, today: date) -> tuple[Problem, ...]:
    """Every problem of the project in this folder, in the order of the files.

    Takes the folder with `plan_data/` and `docs/`, and the day that dates are held against.
    """
    loaded = load(project)
    pages, problems = read_pages(project)
    found = [*loaded.problems, *problems, *check_plan(loaded, pages, today)]
    sound = not any(problem.blocks for problem in found)
    unread = {problem.place.path for problem in problems}
    readable = tuple(page for page in pages if page.name not in unread) if loaded.complete else ()
    for audience in Audience:
        found += _macros(loaded, for_audience(readable, audience), audience, today, sound=sound)
        questions, problems = read_questions(project, audience)
        found += problems
        if sound:
            found += question_problems(questions, Addresses.of(for_audience(pages, audience), loaded.plan.seen_by(audience)))
    return in_order(found)


def staff_only(plan: Plan) -> dict[tuple[str, str], Place]:
    """(collection, id) of every record of which citizens may see nothing, and where it stands."""
    return {(kind, record.id): record.place for kind, record in plan.records() if not record.public}


def _macros(loaded: Loaded, pages: tuple[Page, ...], audience: Audience, today: date, *, sound: bool) -> Iterator[Problem]:
    """What is wrong with the macros of one audience's pages."""
    plan = loaded.plan.seen_by(audience)
    addresses = Addresses.of(pages, plan)
    kept = staff_only(loaded.plan) if audience is Audience.PUBLIC else {}
    tried: set[type] = set()
    for page, record, path in published(pages, plan):
        if isinstance(record, Stop):
            # What it says is the checks' to judge. The page itself is the same for all questions, and for all advice.
            if type(record.origin) in tried:
                continue
            tried.add(type(record.origin))
        context = Context(
            *(plan, addresses, path, today, record, sound, loaded.broken, audience, kept),
            # A figure and its HTML are made of what the macro has already found, and take their time. Only for citizens
            # can the HTML itself be wrong: it may ask for a field that they do not see.
            live_diagrams=True,
            shown=audience is Audience.PUBLIC,
        )
        yield from render(page, context).problems
