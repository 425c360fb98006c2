"""An action card as it is drawn: what its role, its point of the case flow and its contacts give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.plan.card import Card
from handbook.plan.contact import Contact
from handbook.plan.flow import Node, Registration
from handbook.plan.plan import Plan
from handbook.plan.reference import Law, Source
from handbook.plan.role import Role
from handbook.plan.vocabulary import Age, NodeKind


@dataclass(frozen=True)
class Step:
    """One numbered step: the question that comes before it, if any, and the roles that it is for when not all are."""

    text: str
    question: str = ""
    only: tuple[Role, ...] = ()


@dataclass(frozen=True)
class DrawnCard:
    """What stands on a card."""

    card: Card
    lead: str
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    deadlines: tuple[str, ...]
    contacts: tuple[Contact, ...]
    avoid: tuple[str, ...]
    write_down: tuple[str, ...]
    registrations: tuple[tuple[Node, Registration], ...]
    """What the card's one role records, and at which step."""
    laws: tuple[Law, ...]
    source: Source | None
    """Where the duties come from."""

    def is_valid(self, today: date) -> bool:
        """Whether the card need not be approved again yet."""
        return today <= self.card.valid_until


def drawn(card: Card, plan: Plan) -> DrawnCard:
    """The card as it is drawn from the plan: from its point of the case flow, else from its one role.

    What it names that is not there is left out: the checks report it.
    """
    roles = tuple(plan.roles[id] for id in card.roles if id in plan.roles)
    role = roles[0] if len(card.roles) == 1 and roles else None
    node = plan.nodes.get(card.node)
    from_node = _of_node(card, node, roles) if node else None
    from_role = _of_role(role, plan) if role and not card.node else None
    given = from_node or from_role or _Given()
    danger = danger_step(plan) if given.steps and node and node.kind is not NodeKind.ACUTE else ()
    return DrawnCard(
        card=card,
        lead=card.lead or given.lead,
        roles=roles,
        steps=(*danger, *given.steps, *(Step(own.does) for own in card.steps)),
        deadlines=given.deadlines,
        contacts=tuple(plan.contacts[id] for id in card.contacts or (role.contacts if role else ()) if id in plan.contacts),
        avoid=given.avoid + card.avoid,
        write_down=card.write_down or given.write_down,
        registrations=() if card.write_down else given.registrations,
        laws=tuple(plan.laws[id] for id in given.laws if id in plan.laws),
        source=plan.sources.get(given.source),
    )


def card_of(role: Role, plan: Plan) -> Card | None:
    """The card that is drawn from this role, or None when it has none of its own."""
    return next((card for card in plan.cards if card.roles == (role.id,) and card.node is None), None)


@dataclass(frozen=True)
class _Given:
    """What a card gets from a point of the case flow or from a role."""

    lead: str = ""
    steps: tuple[Step, ...] = ()
    deadlines: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    write_down: tuple[str, ...] = ()
    registrations: tuple[tuple[Node, Registration], ...] = ()
    laws: tuple[str, ...] = ()
    source: str | None = None


def _of_node(card: Card, node: Node, roles: tuple[Role, ...]) -> _Given:
    paths = tuple(path for age in Age if card.age in (None, age) and (path := node.path(age)))
    steps: dict[str, Step] = {}
    for duty in (duty for path in paths for duty in path.duties):
        having = tuple(role for role in roles if role.id in duty.roles)
        if having:
            steps.setdefault(duty.does, Step(duty.does, only=having if len(having) < len(roles) else ()))
    return _Given(
        lead=paths[0].summary if card.age and paths else node.summary,
        steps=tuple(steps.values()),
        deadlines=tuple(dict.fromkeys(path.deadline for path in paths)),
        avoid=node.avoid,
        write_down=node.write_down,
        laws=tuple(dict.fromkeys(id for path in paths for id in path.laws)),
        source=node.source,
    )


def _of_role(role: Role, plan: Plan) -> _Given:
    """A role that registers says what at each step; any other writes down what the first of its steps asks for."""
    registrations = tuple(_registrations(role, plan))
    asking = (node.write_down for node in plan.steps if node.write_down and _takes_part(role, node))
    return _Given(
        lead=role.lead,
        steps=tuple(map(Step, role.always)),
        avoid=role.avoid,
        write_down=() if registrations else next(asking, ()),
        registrations=registrations,
        laws=role.laws,
        source=role.source,
    )


def danger_step(plan: Plan) -> tuple[Step, ...]:
    """The question of danger with its answer, which the case flow asks before anything else; nothing where it does not."""
    for edge in (edge for flow in plan.flows for edge in flow.edges):
        question, end = plan.nodes.get(edge.start), plan.nodes.get(edge.end)
        if question and end and question.kind is NodeKind.QUESTION and end.kind is NodeKind.ACUTE:
            return (Step(f"{end.name}. {question.summary}", question=question.name),)
    return ()


def _registrations(role: Role, plan: Plan) -> Iterator[tuple[Node, Registration]]:
    for node in plan.nodes:
        records = (path.record for age in Age if (path := node.path(age)) and path.record and path.record.role == role.id)
        yield from ((node, record) for record in dict.fromkeys(records))


def _takes_part(role: Role, node: Node) -> bool:
    return any(role.id in duty.roles for age in Age if (path := node.path(age)) for duty in path.duties)
