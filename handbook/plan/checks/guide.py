"""The guide: one beginning, no question without a way on, and each way ends within five clicks in an act and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.advice import Advice, advice
from handbook.plan.guide import GuideAnswer, GuideOption, GuideQuestion
from handbook.plan.loader import Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem
from handbook.plan.record import Location
from handbook.plan.stop import CLICKS, Stop, label, segment, stops
from handbook.plan.vocabulary import Action, Age


def check(loaded: Loaded, *, sound: bool) -> Iterator[Problem]:
    """Every problem of the guide. Its advice is judged when the rest is `sound`: it leans on so much that a mistake would be told twice."""
    plan = loaded.plan
    if not plan.guide_questions or loaded.broken:
        return
    yield from _start(plan)
    for question in plan.guide_questions:
        yield from _options(question, plan)
    for answer in plan.guide_answers:
        if (answer.node is None) == (answer.card is None):
            message = f"Rådet »{answer.name}« skal have enten `node` eller `card`."
            yield Problem(answer.place, "guide-dead-end", message, "Skriv fx `node: modtages`.")
    reached = stops(plan)
    yield from _reached(reached, plan)
    yield from _promises(plan)
    if sound:
        yield from _advice(reached, plan)
        yield from _roles(reached, plan)


def _start(plan: Plan) -> Iterator[Problem]:
    first = [question for question in plan.guide_questions if question.start]
    if not first:
        place = next(iter(plan.guide_questions)).place
        yield Problem(place, "guide-start", "Guiden har intet første spørgsmål.", "Skriv `start: true` ved ét spørgsmål.")
    for extra in first[1:]:
        message = f"Guiden har mere end ét første spørgsmål. Det ene er `{first[0].id}`."
        yield Problem(extra.place_of("start"), "guide-start", message, "Slet `start` her.")


def _options(question: GuideQuestion, plan: Plan) -> Iterator[Problem]:
    """Each reply has words and an address of its own, leads to one thing, and asks for no underretning about an adult."""
    taken: set[str | None] = set()
    for index, option in enumerate(question.options):
        at: Location = ("options", index)
        if (option.to is None) == (option.answer is None):
            hint = "Skriv enten `to` med det næste spørgsmål eller `answer` med rådet."
            yield Problem(question.place_of(*at), "guide-dead-end", "Svaret fører ingen steder hen, eller to.", hint)
        if not all(role in plan.roles for role in option.roles):
            continue
        words, own = label(option, plan), segment(option)
        if words is None:
            hint = "Skriv `label`, fx `label: Under 18 år`."
            yield Problem(question.place_of(*at), "guide-option", "Svaret har ingen ord, som man kan vælge.", hint)
        elif words in taken or (own and own in taken):
            message = f"»{words}« står to gange, eller to svar har samme adresse."
            yield Problem(question.place_of(*at), "guide-option", message, "Giv svaret sin egen `label` og `id`.")
        taken |= {words, own} - {None}
        yield from _adult(question, option, at)


def _adult(question: GuideQuestion, option: GuideOption, at: Location) -> Iterator[Problem]:
    for number, step in enumerate(option.steps):
        if step.action is Action.NOTIFY and Age.UNDER_18 not in option.ages:
            hint = "Skriv kun en underretning, hvor `ages` er under 18 år. Bed en voksen om samtykke i stedet."
            message = "Svaret kan gælde en voksen og kan ikke have en underretning."
            yield Problem(question.place_of(*at, "steps", number, "action"), "underretning-adult", message, hint)


def _reached(reached: tuple[Stop, ...], plan: Plan) -> Iterator[Problem]:
    """No question is too far away, none is asked twice on one way, and none is never asked."""
    if not reached:
        return
    met = {stop.origin.id for stop in reached}
    for record in (*plan.guide_questions, *plan.guide_answers):
        if record.id not in met and not _leads_here(record, plan, met):
            hint = f"Lad et svar føre hertil, fx `{'to' if isinstance(record, GuideQuestion) else 'answer'}: {record.id}`."
            yield Problem(record.place, "guide-unreachable", f"Intet svar fører til »{record.name}«.", hint)
    told: set[Place] = set()
    for stop in reached:
        for index, option in enumerate(stop.origin.options if isinstance(stop.origin, GuideQuestion) else ()):
            place = stop.origin.place_of("options", index)
            target = plan.guide_questions.get(option.to) or plan.guide_answers.get(option.answer)
            lost = target and label(option, plan) and label(option, plan) not in {way.label for way in stop.ways}
            if lost and place not in told:
                told.add(place)
                message = f"Herfra er der mere end {CLICKS} klik til et råd, eller spørgsmålene går i ring."
                yield Problem(place, "guide-depth", message, "Før til et råd, eller stil færre spørgsmål.")


def _leads_here(record: GuideQuestion | GuideAnswer, plan: Plan, met: set[str]) -> bool:
    """Whether a question that is asked leads here all the same: then it is the way that is wrong, and told as such."""
    asked = (question for question in plan.guide_questions if question.id in met)
    return any(record.id in (option.to, option.answer) for question in asked for option in question.options)


def _advice(reached: tuple[Stop, ...], plan: Plan) -> Iterator[Problem]:
    """Every advice begins with 112, says what to do and whom to call, and is lawful for the age."""
    told: set[tuple[str, str]] = set()
    for stop in reached:
        answer = stop.answer
        if answer is None or (answer.node in plan.nodes) == (answer.card in plan.cards):
            continue
        given = advice(stop, plan)
        for rule, message, hint in _faults(stop, given):
            if (rule, answer.id) not in told:
                told.add((rule, answer.id))
                yield Problem(answer.place, rule, f"»{stop.name}«: {message}", hint)


def _faults(stop: Stop, given: Advice) -> Iterator[tuple[str, str, str]]:
    """Rule, message and hint of what is wrong with one advice."""
    if not given.acts or "112" not in given.acts[0].does:
        yield "guide-danger", "Rådet begynder ikke med 112.", "Lad sagsgangen spørge om fare, eller vælg et kort, der begynder med 112."
    if all(act.action is Action.CALL_112 for act in given.acts):
        hint = "Giv rollen en opgave på punktet i sagsgangen, og lad svarene fortælle rolle og alder."
        yield "guide-no-action", "Rådet siger ikke, hvad man gør.", hint
    elif not any(contact.phone for contact in given.contacts):
        yield (
            "guide-no-phone",
            "Rådet har intet nummer at ringe til.",
            "Giv rollen eller kortet en kontakt med et nummer, der passer til alderen.",
        )
    if Age.UNDER_18 in stop.ages and Action.CALL_ENTRANCE in given.actions and Action.NOTIFY not in given.actions:
        hint = "Giv rollen en opgave med `action: underretning` på punktet. Infohuset erstatter ikke en underretning."
        yield "guide-underretning", "Et barns vej fører til infohuset uden en underretning.", hint


def _promises(plan: Plan) -> Iterator[Problem]:
    for question in plan.guide_questions:
        for text in filter(None, (question.help, *(word for option in question.options for word in (option.label, option.hint)))):
            yield from _promise(text, question.place)
    for answer in plan.guide_answers:
        yield from _promise(f"{answer.name} {answer.lead}", answer.place)


def _promise(text: str, place: Place) -> Iterator[Problem]:
    """Who writes as a professional is known: nothing here may promise otherwise."""
    if found := re.search(r"\banonym\w*", text, re.IGNORECASE):
        hint = "En fagperson kan ikke love eller blive lovet det. Skriv fx »uden at sige navnet« om personen."
        yield Problem(place, "guide-anonymous", f"`{found[0]}` er et løfte, som guiden ikke kan holde.", hint)


def _roles(reached: tuple[Stop, ...], plan: Plan) -> Iterator[Problem]:
    """Who meets citizens and has a part in what the guide tells is asked for by name, except those who receive the concerns."""
    asked = {role for stop in reached for role in stop.roles}
    nodes = [node for id in {stop.answer.node for stop in reached if stop.answer} if (node := plan.nodes.get(id))]
    duties = [duty for node in nodes for age in Age if (path := node.path(age)) for duty in path.duties]
    for role in plan.roles if asked else ():
        actions = {duty.action for duty in duties if role.id in duty.roles}
        if role.frontline and role.id not in asked and actions and Action.RECEIVE not in actions:
            hint = f"Skriv et svar med `roles: [{role.id}]`."
            yield Problem(role.place, "guide-role", f"Guiden spørger ikke, om man er {role.name.lower()}.", hint)
