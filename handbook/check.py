"""Everything that can be wrong, at once: the plan's files, the records together, and the pages with their macros."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook.plan.checks import check_plan
from handbook.plan.loader import load
from handbook.plan.page import Addresses, published, read_pages
from handbook.plan.problem import Problem, in_order
from macros.macro import Context
from macros.page import render


def check(project: Path, today: date) -> tuple[Problem, ...]:
    """Every problem of the project in this folder, in the order of the files.

    Takes the folder with `plan_data/` and `docs/`, and the day that dates are held against.
    """
    loaded = load(project)
    pages, problems = read_pages(project)
    found = [*loaded.problems, *problems, *check_plan(loaded, pages, today)]
    addresses = Addresses.of(pages, loaded.plan)
    sound = not any(problem.blocks for problem in found)
    unread = {problem.place.path for problem in problems}
    for page, record, path in published(pages, loaded.plan) if loaded.complete else ():
        if page.name in unread:
            continue
        context = Context(loaded.plan, addresses, path, today, record, sound, loaded.broken)
        found += render(page, context).problems
    return in_order(found)
