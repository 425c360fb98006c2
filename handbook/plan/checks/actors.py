"""Actors and tools: what is gone names its heir and is not spoken of as if it were there, and nobody but the infohus assesses people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.actor import Actor, Tool
from handbook.plan.page import Page
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, Severity
from handbook.plan.vocabulary import ActorCertainty, ToolUser

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def check(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    for actor in plan.actors:
        yield from _certainty(actor, plan)
    for tool in plan.tools:
        yield from _tool(tool)
    yield from _old_names(plan, pages)


def _certainty(actor: Actor, plan: Plan) -> Iterator[Problem]:
    heir = plan.actors.get(actor.successor)
    if actor.certainty is ActorCertainty.REPLACED and not actor.successor:
        today = next((other.id for other in plan.actors if other.certainty is not ActorCertainty.REPLACED), "navnet")
        hint = f"Skriv den aktør, der har overtaget, fx `successor: {today}`."
        message = f"»{actor.name}« findes ikke længere, men der står ikke, hvem der har overtaget."
        yield Problem(actor.place_of("certainty"), "actor-certainty", message, hint)
    elif heir and heir.certainty is ActorCertainty.REPLACED:
        message = f"»{heir.name}« er selv afløst og kan ikke være den, der har overtaget."
        yield Problem(actor.place_of("successor"), "actor-certainty", message, "Skriv den aktør, der findes i dag.")
    if actor.certainty is ActorCertainty.MAYBE_CHANGED and not actor.note:
        hint = "Skriv fx `note: Vi har kun set navnet i en kilde fra 2019.`"
        message = f"»{actor.name}« kan være ændret, men der står ikke, hvad vi ikke ved."
        yield Problem(actor.place_of("certainty"), "actor-certainty", message, hint)


def _tool(tool: Tool) -> Iterator[Problem]:
    if tool.scores_people and tool.user is not ToolUser.INFOHUS:
        message = f"»{tool.name}« vurderer personer, men er ikke kun for infohuset. Medarbejdere giver aldrig point til en borger."
        hint = "Skriv `user: infohuset`, eller slet `scores_people`, hvis værktøjet ikke vurderer personer."
        yield Problem(tool.place_of("user"), "tool-scoring", message, hint)
    if not (tool.address or tool.contact or tool.page or tool.missing):
        message = f"Der står ikke, hvor man får »{tool.name}«."
        hint = "Skriv `contact: cde-raadgivning`, `page` eller den `address`, som kilden viser. Har ingen set det, så skriv `missing`."
        yield Problem(tool.place, "tool-nowhere", message, hint)


def _old_names(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Pages that use the name of what is gone. A line with a year tells of then."""
    gone = [actor for actor in plan.actors if actor.certainty is ActorCertainty.REPLACED]
    names = {name: actor for actor in gone for name in (actor.name, actor.long) if name}
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")
    for page in pages:
        for match in pattern.finditer(page.body):
            start = page.body.rfind("\n", 0, match.start()) + 1
            if not _YEAR.search(page.body[start : page.body.find("\n", match.end())]):
                place = Place(page.name, page.first_line + page.body.count("\n", 0, start), match.start() - start + 1)
                heir = plan.actors.get(names[match[0]].successor)
                hint = f"Skriv »{heir.name}«, eller skriv årstallet, hvis teksten handler om dengang." if heir else ""
                yield Problem(place, "outdated-name", f"»{match[0]}« findes ikke længere.", hint, Severity.WARNING)
