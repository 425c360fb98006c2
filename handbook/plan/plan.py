"""The Plan: everything in `plan_data/`, loaded and frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Generic, TypeVar

from handbook.plan.actor import Actor, Tool, ToolUse
from handbook.plan.audience import Audience, as_citizens_see
from handbook.plan.card import Card
from handbook.plan.concept import Coverage, Element, Level, Tier
from handbook.plan.contact import Area, Contact
from handbook.plan.experience import Experience
from handbook.plan.flow import Flow, Node, System
from handbook.plan.guide import GuideAnswer, GuideQuestion
from handbook.plan.housing import HousingArea, HousingPart
from handbook.plan.initiative import Initiative, Topic
from handbook.plan.inventory import InventoryItem
from handbook.plan.key_figure import DataSource, KeyFigure, Report
from handbook.plan.making import Activity, Phase, PhaseProgress, Principle, WorkGroup, Writing
from handbook.plan.municipality import Municipality
from handbook.plan.organisation import PracticeModel, Unassigned
from handbook.plan.problem import Place
from handbook.plan.readiness import Question, Round, Theme
from handbook.plan.record import Record
from handbook.plan.reference import Law, MailboxFunction, Source, Term
from handbook.plan.role import Role
from handbook.plan.sign import Caveat, ProtectiveFactor, Sign
from handbook.plan.stakeholder import Stakeholder, Training
from handbook.plan.template import Answer, Chapter, Prompt, Subject, SubjectCoverage, Template
from handbook.plan.vocabulary import NodeKind

T = TypeVar("T", bound=Record)


class Records(Generic[T]):
    """The records of one kind, in the order of the files. Immutable; found by id."""

    __slots__ = ("_by_id",)

    def __init__(self, records: Iterable[T] = ()) -> None:
        self._by_id = {record.id: record for record in records}

    def __getitem__(self, id: str) -> T:
        """The record with this id. Raises KeyError when there is none."""
        return self._by_id[id]

    def get(self, id: str | None) -> T | None:
        return self._by_id.get(id) if id else None

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[T]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._by_id)


@dataclass(frozen=True)
class Plan:
    """One municipality's plan. Each field is a collection and a top-level key of the YAML files."""

    municipalities: Records[Municipality] = field(default_factory=Records)
    flows: Records[Flow] = field(default_factory=Records)
    levels: Records[Level] = field(default_factory=Records)
    tiers: Records[Tier] = field(default_factory=Records)
    elements: Records[Element] = field(default_factory=Records)
    coverage: Records[Coverage] = field(default_factory=Records)
    areas: Records[Area] = field(default_factory=Records)
    contacts: Records[Contact] = field(default_factory=Records)
    roles: Records[Role] = field(default_factory=Records)
    signs: Records[Sign] = field(default_factory=Records)
    protective_factors: Records[ProtectiveFactor] = field(default_factory=Records)
    caveats: Records[Caveat] = field(default_factory=Records)
    systems: Records[System] = field(default_factory=Records)
    nodes: Records[Node] = field(default_factory=Records)
    cards: Records[Card] = field(default_factory=Records)
    laws: Records[Law] = field(default_factory=Records)
    terms: Records[Term] = field(default_factory=Records)
    sources: Records[Source] = field(default_factory=Records)
    mailbox_functions: Records[MailboxFunction] = field(default_factory=Records)
    phases: Records[Phase] = field(default_factory=Records)
    phase_progress: Records[PhaseProgress] = field(default_factory=Records)
    work_groups: Records[WorkGroup] = field(default_factory=Records)
    production: Records[Writing] = field(default_factory=Records)
    rollout: Records[Activity] = field(default_factory=Records)
    principles: Records[Principle] = field(default_factory=Records)
    templates: Records[Template] = field(default_factory=Records)
    chapters: Records[Chapter] = field(default_factory=Records)
    subjects: Records[Subject] = field(default_factory=Records)
    subject_coverage: Records[SubjectCoverage] = field(default_factory=Records)
    prompts: Records[Prompt] = field(default_factory=Records)
    answers: Records[Answer] = field(default_factory=Records)
    topics: Records[Topic] = field(default_factory=Records)
    initiatives: Records[Initiative] = field(default_factory=Records)
    stakeholders: Records[Stakeholder] = field(default_factory=Records)
    trainings: Records[Training] = field(default_factory=Records)
    actors: Records[Actor] = field(default_factory=Records)
    tools: Records[Tool] = field(default_factory=Records)
    tool_uses: Records[ToolUse] = field(default_factory=Records)
    housing_parts: Records[HousingPart] = field(default_factory=Records)
    housing_areas: Records[HousingArea] = field(default_factory=Records)
    practice_models: Records[PracticeModel] = field(default_factory=Records)
    unassigned: Records[Unassigned] = field(default_factory=Records)
    experiences: Records[Experience] = field(default_factory=Records)
    guide_questions: Records[GuideQuestion] = field(default_factory=Records)
    guide_answers: Records[GuideAnswer] = field(default_factory=Records)
    readiness_themes: Records[Theme] = field(default_factory=Records)
    readiness_questions: Records[Question] = field(default_factory=Records)
    readiness_rounds: Records[Round] = field(default_factory=Records)
    data_sources: Records[DataSource] = field(default_factory=Records)
    key_figures: Records[KeyFigure] = field(default_factory=Records)
    reports: Records[Report] = field(default_factory=Records)
    inventory: Records[InventoryItem] = field(default_factory=Records)
    files: tuple[Place, ...] = ()
    """The first line of each file that was read."""

    @property
    def municipality(self) -> Municipality:
        """The one municipality. Raises LookupError in a plan that has none (a problem that blocks)."""
        return _only(self.municipalities)

    @property
    def flow(self) -> Flow:
        """The one case flow. Raises LookupError in a plan that has none (a problem that blocks)."""
        return _only(self.flows)

    @property
    def steps(self) -> Records[Node]:
        """The numbered steps of the case flow, in order."""
        return Records(node for node in self.nodes if node.kind is NodeKind.STEP)

    @property
    def shown_elements(self) -> Records[Element]:
        """The elements of the concept without those that a municipality has merged into another."""
        merged = {id for element in self.elements for id in element.merges}
        return Records(element for element in self.elements if element.id not in merged)

    @property
    def latest_round(self) -> Round | None:
        """The latest round of readiness, or None before the first."""
        return max(self.readiness_rounds, key=lambda held: held.date, default=None)

    def collection(self, kind: str) -> Records[Record]:
        """The records of a kind by its name, fx `roles` or `steps`. Raises AttributeError for another word."""
        records: Records[Record] = getattr(self, kind)
        return records

    def seen_by(self, audience: Audience) -> Plan:
        """The plan with nothing in it that this audience may not see."""
        return self if audience is Audience.STAFF else _seen_by_citizens(self)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with the name of its collection."""
        for kind in COLLECTIONS:
            for record in self.collection(kind):
                yield kind, record


COLLECTIONS: dict[str, type[Record]] = {
    "municipalities": Municipality,
    "flows": Flow,
    "levels": Level,
    "tiers": Tier,
    "elements": Element,
    "coverage": Coverage,
    "areas": Area,
    "contacts": Contact,
    "roles": Role,
    "signs": Sign,
    "protective_factors": ProtectiveFactor,
    "caveats": Caveat,
    "systems": System,
    "nodes": Node,
    "cards": Card,
    "laws": Law,
    "terms": Term,
    "sources": Source,
    "mailbox_functions": MailboxFunction,
    "phases": Phase,
    "phase_progress": PhaseProgress,
    "work_groups": WorkGroup,
    "production": Writing,
    "rollout": Activity,
    "principles": Principle,
    "templates": Template,
    "chapters": Chapter,
    "subjects": Subject,
    "subject_coverage": SubjectCoverage,
    "prompts": Prompt,
    "answers": Answer,
    "topics": Topic,
    "initiatives": Initiative,
    "stakeholders": Stakeholder,
    "trainings": Training,
    "actors": Actor,
    "tools": Tool,
    "tool_uses": ToolUse,
    "housing_parts": HousingPart,
    "housing_areas": HousingArea,
    "practice_models": PracticeModel,
    "unassigned": Unassigned,
    "experiences": Experience,
    "guide_questions": GuideQuestion,
    "guide_answers": GuideAnswer,
    "readiness_themes": Theme,
    "readiness_questions": Question,
    "readiness_rounds": Round,
    "data_sources": DataSource,
    "key_figures": KeyFigure,
    "reports": Report,
    "inventory": InventoryItem,
}
"""The collections of the plan and the type of their records."""

SINGLE = {"municipality": "municipalities", "flow": "flows"}
"""Top-level keys that hold one mapping instead of a list."""


@lru_cache(maxsize=1)
def _seen_by_citizens(plan: Plan) -> Plan:
    """Kept for as long as it is asked for again: the checks look at the same plan many times."""
    seen = {kind: Records(filter(None, map(as_citizens_see, plan.collection(kind)))) for kind in COLLECTIONS}
    return replace(plan, files=(), **seen)  # type: ignore[arg-type]


def _only(records: Records[T]) -> T:
    for record in records:
        return record
    raise LookupError("the plan has no such record")
