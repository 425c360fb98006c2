"""Derived views: what several rooms need to know of the plan and no record says by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.plan.audience import Audience
from handbook.plan.concept import Coverage, Element
from handbook.plan.contact import Contact
from handbook.plan.flow import Duty, Edge, Node, Path
from handbook.plan.initiative import Initiative, Topic
from handbook.plan.organisation import Unassigned
from handbook.plan.plan import Plan
from handbook.plan.role import Role
from handbook.plan.stakeholder import Stakeholder, Training
from handbook.plan.template import Template
from handbook.plan.vocabulary import Age, NodeKind, RoleLevel, Status, Task


@dataclass(frozen=True)
class RoleStep:
    """What one role does at one step, for each age."""

    node: Node
    under_18: tuple[Duty, ...]
    over_18: tuple[Duty, ...]


def steps_of(role: Role, plan: Plan) -> tuple[RoleStep, ...]:
    """The acute branch and the steps in which a role takes part, in order."""
    found = (RoleStep(node, *(_duties(role, node, age) for age in Age)) for node in plan.nodes)
    return tuple(step for step in found if step.under_18 or step.over_18)


def ways_from(node: Node, plan: Plan) -> tuple[tuple[Edge, Node], ...]:
    """The ways on from a node with the nodes that they lead to, in the order of the file."""
    return tuple((edge, plan.nodes[edge.end]) for edge in plan.flow.edges if edge.start == node.id)


def start_of(plan: Plan) -> Node:
    """The node in which the case flow begins. Raises LookupError when there is none (a problem that blocks)."""
    for node in plan.nodes:
        if node.kind is NodeKind.START:
            return node
    raise LookupError("the case flow has no start")


def step_number(node: Node, plan: Plan) -> int:
    """The number of a step, from 1."""
    return plan.steps.ids.index(node.id) + 1


def in_doubt(plan: Plan, audience: Audience) -> Contact:
    """Whom the readers of a site call when they are in doubt. Raises LookupError when there is nobody (a problem that blocks)."""
    municipality = plan.municipality
    return plan.contacts[municipality.in_doubt if audience is Audience.STAFF else municipality.citizens or ""]


def contacts_for(plan: Plan, task: Task | None, age: Age | None) -> tuple[Contact, ...]:
    """The contacts for a task and an age; None leaves it open."""
    return tuple(c for c in plan.contacts if (task is None or task in c.tasks) and (age is None or age in c.ages))


def coverage_of(element: Element, plan: Plan) -> Coverage | None:
    """How far the plan covers an element."""
    return plan.coverage.get(element.id)


def coverage_counts(plan: Plan) -> dict[Status, int]:
    """How many of the shown elements have each status."""
    statuses = [plan.coverage[e.id].status for e in plan.shown_elements if e.id in plan.coverage]
    return {status: statuses.count(status) for status in Status}


def template_of(plan: Plan) -> Template | None:
    """The template that the plan follows: the one that the municipality has chosen, otherwise the first."""
    templates = list(plan.templates)
    return next((template for template in templates if template.chosen), templates[0] if templates else None)


def initiatives_on(topic: Topic, plan: Plan) -> tuple[Initiative, ...]:
    """The initiatives that deal with a topic and have not ended."""
    return tuple(initiative for initiative in plan.initiatives if initiative.goes_on and topic.id in initiative.topics)


def groups_of(role: Role, plan: Plan) -> tuple[Stakeholder, ...]:
    """The groups of stakeholders to which a role belongs."""
    return tuple(group for group in plan.stakeholders if role.id in group.roles)


def trainings_for(groups: Iterable[Stakeholder], plan: Plan) -> tuple[Training, ...]:
    """The training that any of the groups is to have, the next first."""
    ids = {group.id for group in groups}
    return tuple(sorted((t for t in plan.trainings if ids & set(t.stakeholders)), key=lambda training: training.next_date))


@dataclass(frozen=True)
class Cell:
    """One task on one level: the roles that have it, or the reasons why nobody has."""

    level: RoleLevel
    task: Task
    roles: tuple[Role, ...]
    reasons: tuple[Unassigned, ...]


def organisation(plan: Plan) -> tuple[tuple[Cell, ...], ...]:
    """The levels from the top down with the plan's three tasks (guide 4.1.2)."""
    return tuple(tuple(_cell(level, task, plan) for task in Task) for level in RoleLevel)


def registrations(plan: Plan) -> tuple[tuple[Node, tuple[tuple[Age, Path], ...]], ...]:
    """The steps of the case flow with what is recorded for each age, one path for both where they are the same."""
    steps = []
    for node in plan.steps:
        paths = [(age, path) for age in Age if (path := node.path(age)) and path.record]
        same = len({path.record for _, path in paths}) == 1
        steps.append((node, tuple(paths[:1] if same else paths)))
    return tuple(steps)


def _cell(level: RoleLevel, task: Task, plan: Plan) -> Cell:
    roles = tuple(role for role in plan.roles if role.level is level and task in role.tasks)
    return Cell(level, task, roles, tuple(u for u in plan.unassigned if u.level is level and u.task is task))


@dataclass(frozen=True)
class Tally:
    """How many elements of a part of the concept stand where. What nobody has judged counts as missing."""

    covered: int
    partly: int
    missing: int
    irrelevant: int

    @property
    def relevant(self) -> int:
        return self.covered + self.partly + self.missing

    @property
    def percent(self) -> int | None:
        """How much of what is relevant is covered, halves rounded up; partly is not yet covered. None of nothing."""
        return (200 * self.covered + self.relevant) // (2 * self.relevant) if self.relevant else None


def tally(plan: Plan, level: str | None = None, tier: str | None = None) -> Tally:
    """The coverage of the shown elements on a level and a tier; None leaves it open. Over several tiers, one counts in each."""
    own = [e for e in plan.shown_elements if level in (None, e.level) and (tier is None or tier in e.tiers)]
    found = [coverage.status if (coverage := coverage_of(element, plan)) else Status.MISSING for element in own]
    return Tally(*(found.count(status) for status in Status))


def _duties(role: Role, node: Node, age: Age) -> tuple[Duty, ...]:
    path = node.path(age)
    return tuple(duty for duty in path.duties if role.id in duty.roles) if path else ()
