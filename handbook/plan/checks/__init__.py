"""Checks over the whole plan: each module has one subject and one function `check`."""

from __future__ import annotations

from datetime import date

from handbook.plan.checks import (
    actors,
    audience,
    cards,
    concept,
    contacts,
    dates,
    experiences,
    flow,
    guide,
    housing,
    initiatives,
    inventory,
    key_figures,
    making,
    organisation,
    readiness,
    references,
    signs,
    stakeholders,
    template,
    text,
)
from handbook.plan.checks import pages as page_links
from handbook.plan.loader import Loaded
from handbook.plan.page import Page
from handbook.plan.problem import Problem


def check_plan(loaded: Loaded, pages: tuple[Page, ...], today: date) -> list[Problem]:
    """Every problem between the records and in the words, given what was loaded and the day.

    When a file could not be read, what leans on its records cannot be judged: one mistake is one problem.
    """
    between = [
        *references.check(loaded, pages),
        *concept.check(loaded),
        *flow.check(loaded.plan),
        *contacts.check(loaded.plan),
        *cards.check(loaded),
        *template.check(loaded, pages),
        *making.check(loaded),
        *initiatives.check(loaded, today),
        *stakeholders.check(loaded),
        *actors.check(loaded.plan, pages),
        *housing.check(loaded.plan),
        *organisation.check(loaded),
        *experiences.check(loaded.plan, pages),
        *readiness.check(loaded),
        *key_figures.check(loaded.plan),
        *inventory.check(loaded, pages),
        *audience.check(loaded, pages),
    ]
    between += guide.check(loaded, sound=not any(problem.blocks for problem in between))
    return [
        *(between if loaded.complete else ()),
        *dates.check(loaded.plan, today),
        *signs.check(loaded.plan),
        *text.check(loaded, pages),
        *page_links.check(loaded.plan, pages),
    ]
