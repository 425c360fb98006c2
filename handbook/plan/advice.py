"""The advice at the end of a way through the guide, in the words of the case flow, the role and the action cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.plan.card import Card
from handbook.plan.contact import Contact
from handbook.plan.drawn_card import danger_step, drawn
from handbook.plan.flow import Duty, Node
from handbook.plan.guide import GuideAnswer
from handbook.plan.plan import Plan
from handbook.plan.reference import Law, Source
from handbook.plan.role import Role
from handbook.plan.stop import Stop
from handbook.plan.vocabulary import Action, Age, Task


@dataclass(frozen=True)
class Act:
    """One thing to do: the question before it, if any, what kind of act it is where that is known, and whom one calls to do it."""

    does: str
    question: str = ""
    action: Action | None = None
    call: Contact | None = None


@dataclass(frozen=True)
class Advice:
    """What stands at the end of a way: what to do, 112 first, whom to call, what to write down and what not to do."""

    acts: tuple[Act, ...]
    deadlines: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    avoid: tuple[str, ...] = ()
    write_down: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    role: Role | None = None
    """The role, when there is just one."""
    cards: tuple[Card, ...] = ()
    """The action cards that say the same."""
    source: Source | None = None

    @property
    def actions(self) -> frozenset[Action]:
        return frozenset(act.action for act in self.acts if act.action)


def advice(stop: Stop, plan: Plan) -> Advice:
    """What a stop with an advice tells its reader. What it names that is not there is left out: the checks report it."""
    answer = stop.answer
    card = plan.cards.get(answer.card) if answer else None
    node = plan.nodes.get(answer.node) if answer else None
    if answer and card:
        return _of_card(answer, card, plan)
    return _of_node(answer, node, stop, plan) if answer and node else Advice(())


def _of_card(answer: GuideAnswer, card: Card, plan: Plan) -> Advice:
    """A whole action card; its first step is 112."""
    whole = drawn(card, plan)
    acts = tuple(Act(step.text, step.question, None if number else Action.CALL_112) for number, step in enumerate(whole.steps))
    return Advice(
        acts=tuple(_with_number(act, plan) for act in acts),
        deadlines=whole.deadlines,
        contacts=whole.contacts,
        avoid=whole.avoid,
        write_down=whole.write_down,
        laws=whole.laws,
        cards=tuple(_cards(card.node, tuple(Age), plan)),
        source=plan.sources.get(answer.source),
    )


def _of_node(answer: GuideAnswer, node: Node, stop: Stop, plan: Plan) -> Advice:
    """What the roles do at a point of the case flow, for the ages that are possible."""
    role = plan.roles.get(stop.roles[0]) if len(stop.roles) == 1 else None
    cards = tuple(_cards(node.id, stop.ages, plan))
    paths = [path for age in stop.ages if (path := node.path(age))]
    acts = (
        *(Act(step.text, step.question, Action.CALL_112) for step in danger_step(plan)),
        *(Act(step.does, action=step.action) for step in stop.steps),
        *_duties(node, stop),
    )
    return Advice(
        acts=tuple(_with_number(act, plan) for act in acts),
        deadlines=tuple(dict.fromkeys(path.deadline for path in paths)),
        contacts=tuple(_contacts(role, cards, stop.ages, plan)),
        avoid=node.avoid,
        write_down=node.write_down,
        laws=tuple(plan.laws[id] for id in dict.fromkeys(id for path in paths for id in path.laws) if id in plan.laws),
        role=role,
        cards=cards,
        source=plan.sources.get(answer.source),
    )


def _duties(node: Node, stop: Stop) -> Iterator[Act]:
    """The duties that all of the roles have. Where the age is not known, those of one age alone ask for it."""
    having: dict[str, tuple[Duty, list[Age]]] = {}
    for age in stop.ages:
        path = node.path(age)
        for duty in path.duties if path else ():
            if stop.roles and set(stop.roles) <= set(duty.roles):
                having.setdefault(duty.does, (duty, []))[1].append(age)
    for duty, ages in having.values():
        yield Act(duty.does, f"{ages[0].label}?" if len(ages) < len(stop.ages) else "", duty.action)


def _contacts(role: Role | None, cards: Iterable[Card], ages: tuple[Age, ...], plan: Plan) -> Iterator[Contact]:
    """The role's own contacts for a concern at this age, then those of the action cards, each once."""
    named = [*(role.contacts if role else ()), *(id for card in cards for id in card.contacts)]
    for contact in filter(None, map(plan.contacts.get, dict.fromkeys(named))):
        if contact.phone and Task.CONCERN in contact.tasks and set(ages) & set(contact.ages):
            yield contact


def _cards(node: str | None, ages: tuple[Age, ...], plan: Plan) -> Iterator[Card]:
    return (card for card in plan.cards if node and card.node == node and (card.age is None or card.age in ages))


def _with_number(act: Act, plan: Plan) -> Act:
    """The act with whom one calls to do it."""
    flow = next(iter(plan.flows), None)
    ids = {Action.CALL_112: "alarm-112", Action.CALL_114: "politi-114"}
    if flow:
        ids |= {Action.CALL_ENTRANCE: flow.entrance, Action.NOTIFY: flow.notify or ""}
    contact = plan.contacts.get(ids.get(act.action)) if act.action else None
    return Act(act.does, act.question, act.action, contact if contact and contact.phone else None)
