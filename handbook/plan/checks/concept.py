"""Every element of the concept has a coverage, and what is missing or irrelevant says why."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import Loaded
from handbook.plan.problem import Problem
from handbook.plan.vocabulary import Status


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    for element in plan.shown_elements:
        if element.id not in plan.coverage and ("coverage", element.id) not in loaded.broken:
            message = f"Planen siger ikke, hvor langt den er med »{element.name}«."
            hint = f"Skriv en post under `coverage:` med `element: {element.id}`, `status`, `owner` og `next_review`."
            yield Problem(element.place, "missing-coverage", message, hint)
    for coverage in plan.coverage:
        if coverage.status in (Status.IRRELEVANT, Status.MISSING) and not coverage.reason:
            message = f"Et element med status `{coverage.status}` skal have en grund."
            yield Problem(coverage.place_of("status"), "missing-reason", message, "Skriv fx `reason: Varetages af nabokommunen.`")
        if coverage.status in (Status.COVERED, Status.PARTLY) and not coverage.page:
            message = "Skriv, hvilken side der behandler elementet."
            yield Problem(coverage.place, "page-missing", message, "Skriv fx `page: sagsgang/index.md`.")
