"""Housing areas: resources beside challenges, the model's parts in order, and no words about where people come from.

The guide itself denies a one-to-one link between figures about an area and radicalisation (guide 4.1.3), and an area that
is described by its residents' background is stigmatised by the very work that is to help it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.dates import danish_date
from handbook.plan.housing import HousingArea
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem
from handbook.plan.record import Location

_ORIGIN = re.compile(
    r"\b\w*(?:indvandre|efterkommer|flygtning|etnisk|etnicitet|vestlig|udlænding|muslim|islam|arabisk|somali|nationalitet"
    r"|ghetto|parallelsamfund)\w*",
    re.IGNORECASE,
)


def check(plan: Plan) -> Iterator[Problem]:
    for area in plan.housing_areas:
        if not area.resources:
            message = f"»{area.name}« er beskrevet uden ressourcer. Et område er mere end det, der er svært."
            hint = "Skriv under `resources:`, hvad der virker, og hvem der har fortalt det."
            yield Problem(area.place_of("resources"), "housing-balance", message, hint)
        yield from _order(area, plan)
        for location, text in _texts(area):
            if match := _ORIGIN.search(text):
                hint = "Skriv, hvad der virker, hvad der er svært, og hvad der er brug for. Ikke hvem beboerne er."
                yield Problem(area.place_of(*location), "housing-origin", f"»{match[0]}« beskriver ikke et behov.", hint)
        for index, need in enumerate(area.needs):
            if not (need.measure or need.reason):
                message = "Et behov uden en indsats skal have en grund."
                yield Problem(area.place_of("needs", index), "missing-reason", message, "Skriv fx `reason: Vejplanen har det med.`")


def _order(area: HousingArea, plan: Plan) -> Iterator[Problem]:
    parts = plan.housing_parts.ids
    if any(step.part not in parts for step in area.progress):
        return
    for index, step in enumerate(area.progress):
        before = area.progress[index - 1] if index else None
        if index >= len(parts) or step.part != parts[index]:
            message = f"Modellens dele kommer i rækkefølge, men her står `{step.part}`."
            hint = f"Den næste del er `{parts[index]}`." if index < len(parts) else "Hver del står én gang."
            yield Problem(area.place_of("progress", index, "part"), "housing-order", message, hint)
            return
        if before and step.done < before.done:
            message = f"Delen bygger på den før, som var færdig den {danish_date(before.done)}."
            yield Problem(area.place_of("progress", index, "done"), "housing-order", message, "Ret den ene dato.")


def _texts(area: HousingArea) -> Iterator[tuple[Location, str]]:
    yield ("name",), area.name
    yield ("summary",), area.summary
    for field, findings in (("resources", area.resources), ("challenges", area.challenges)):
        for index, finding in enumerate(findings):
            yield (field, index, "what"), finding.what
            yield (field, index, "told_by"), finding.told_by
    for index, need in enumerate(area.needs):
        for name, text in (("what", need.what), ("measure", need.measure), ("reason", need.reason)):
            if text:
                yield ("needs", index, name), text
