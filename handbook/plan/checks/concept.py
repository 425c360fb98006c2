"""Every element of the concept has a coverage, and what is missing or irrelevant says why."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import Loaded
from handbook.plan.problem import Problem, Severity
from handbook.plan.vocabulary import Status


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    for element in plan.shown_elements:
        if element.id not in plan.coverage and ("coverage", element.id) not in loaded.broken:
            message = f"Planen siger ikke, hvor langt den er med »{element.name}«."
            hint = f"Skriv en post under `coverage:` med `element: {element.id}`, `status`, `owner` og `next_review`."
            yield Problem(element.place, "missing-coverage", message, hint)
    for element in plan.elements:
        for index, merged in enumerate(element.merges):
            other = plan.elements.get(merged)
            if merged == element.id or (other and other.merges):
                message = f"`{merged}` kan ikke slås sammen her: det er elementet selv, eller det samler andre."
                yield Problem(element.place_of("merges", index), "wrong-value", message, "Lad kun ét element samle de andre.")
        tiers = [plan.tiers.ids.index(tier) for tier in element.tiers if tier in plan.tiers]
        if tiers != list(range(tiers[0], tiers[0] + len(tiers))) if tiers else False:
            message = "Indsatsniveauerne skal stå ved siden af hinanden, i rækkefølge og én gang hver."
            yield Problem(element.place_of("tiers"), "wrong-value", message, f"Vælg i rækkefølgen {', '.join(plan.tiers.ids)}.")
    yield from _coverage(loaded)


def _coverage(loaded: Loaded) -> Iterator[Problem]:
    """What is missing says why and what comes next; what is dealt with says where."""
    for coverage in loaded.plan.coverage:
        if coverage.status in (Status.IRRELEVANT, Status.MISSING) and not coverage.reason:
            message = f"Et element med status `{coverage.status}` skal have en grund."
            yield Problem(coverage.place_of("status"), "missing-reason", message, "Skriv fx `reason: Varetages af nabokommunen.`")
        if coverage.status in (Status.COVERED, Status.PARTLY) and not coverage.page:
            message = "Skriv, hvilken side der behandler elementet."
            yield Problem(coverage.place, "page-missing", message, "Skriv fx `page: sagsgang/index.md`.")
        if coverage.status in (Status.MISSING, Status.PARTLY) and not coverage.next_step:
            message = f"Et element med status `{coverage.status}` skal have et næste skridt."
            hint = "Skriv fx `next_step: Beskriv indsatserne én for én.`"
            yield Problem(coverage.place_of("status"), "missing-next-step", message, hint, Severity.WARNING)
