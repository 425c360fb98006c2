"""The two audiences: nothing public leans on what only staff may see, and what citizens' pages need is public."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.actor import Actor, Event, Tool
from handbook.plan.audience import Audience, public_fields
from handbook.plan.card import Card
from handbook.plan.checks.contacts import EMERGENCY
from handbook.plan.checks.references import NAMES
from handbook.plan.concept import Coverage, Element, Level, Tier
from handbook.plan.contact import Area, Contact
from handbook.plan.experience import Experience
from handbook.plan.flow import Flow, Node, System
from handbook.plan.guide import GuideAnswer, GuideQuestion
from handbook.plan.housing import HousingArea, HousingPart
from handbook.plan.initiative import Initiative, Topic
from handbook.plan.key_figure import DataSource, KeyFigure, Report
from handbook.plan.loader import Loaded
from handbook.plan.municipality import Change, Municipality
from handbook.plan.organisation import PracticeModel, Unassigned
from handbook.plan.page import Page, for_audience, published
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, did_you_mean
from handbook.plan.readiness import Question, Round, Theme
from handbook.plan.record import Location, Part, Record, references
from handbook.plan.reference import Law, Source, Term
from handbook.plan.role import Role
from handbook.plan.sign import Caveat, ProtectiveFactor, Sign
from handbook.plan.stakeholder import Stakeholder, Training

NEEDED: dict[type[Part], tuple[str, ...]] = {
    Municipality: ("name", "council", "adopted", "next_revision", "edition", "public_name", "citizens", "feedback", "fictional"),
    Change: ("date", "text"),
    Flow: ("name",),
    Level: ("name", "summary"),
    Tier: ("name", "summary"),
    Element: ("name", "description", "level", "tiers"),
    Coverage: ("status",),
    Area: ("name",),
    Contact: ("name", "tasks"),
    Role: ("name",),
    Sign: ("name", "group", "weight"),
    ProtectiveFactor: ("name", "do"),
    Caveat: ("text",),
    System: ("name",),
    Node: ("kind", "name"),
    Card: ("name",),
    Law: ("name", "title", "certainty", "source"),
    Term: ("name", "definition"),
    Source: ("title", "publisher", "date"),
    Topic: ("name", "summary", "law"),
    Initiative: ("name", "tier", "status", "year", "citizen"),
    Stakeholder: ("name",),
    Training: ("name",),
    Actor: ("name", "reach", "what", "date", "source", "certainty"),
    Event: ("when", "text"),
    Tool: ("name", "kind", "what", "date", "source"),
    HousingPart: ("name", "what", "ask"),
    HousingArea: ("name", "summary"),
    PracticeModel: ("name", "shown", "gathers", "meets", "fits", "beware"),
    Unassigned: ("level", "task", "reason"),
    Experience: ("number", "name", "what", "source"),
    GuideQuestion: ("name", "options"),
    GuideAnswer: ("name", "lead"),
    Theme: ("name", "summary"),
    Question: ("theme", "text", "short"),
    Round: ("name", "date", "led_by", "answers"),
    DataSource: ("name", "level", "tells"),
    KeyFigure: ("name", "data", "rows_by", "columns_by", "columns", "period", "rows", "total", "updated", "review_months"),
    Report: ("receiver", "sender", "figures", "every_months", "next", "use"),
}
"""The fields without which a record, or a part of one, cannot be shown at all."""


def check(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    plan = loaded.plan
    for _, record in plan.records():
        yield from _fields(record)
        yield from _references(record, loaded)
    yield from _page_fields(plan, pages)
    if for_audience(pages, Audience.PUBLIC):
        yield from _needed_by_every_page(loaded)


def _fields(record: Record) -> Iterator[Problem]:
    """`public` names fields that exist, and those without which the record cannot be shown."""
    for part, location in _parts(record, ()):
        known = [field.alias or name for name, field in type(part).model_fields.items() if name != "public"]
        for index, name in enumerate(part.public if isinstance(part.public, tuple) else ()):
            if name not in known:
                place = record.place_of(*location, "public", index)
                yield Problem(place, "audience", f"`{name}` er ikke et felt her.", did_you_mean(name, known))
        seen = public_fields(part)
        needed = (*NEEDED.get(type(part), ()), *(("review_months",) if seen & {"verified", "checked"} else ()))
        for name in needed if seen else ():
            if name not in seen:
                hint = f"Føj `{name}` til listen, eller skriv `public: true`."
                yield Problem(record.place_of(*location, "public"), "audience", f"Borgerne kan ikke se posten uden `{name}`.", hint)


def _parts(part: Part, location: Location) -> Iterator[tuple[Part, Location]]:
    yield part, location
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        at = (*location, field.alias or name)
        if isinstance(value, Part):
            yield from _parts(value, at)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from _parts(item, (*at, index))


def _references(record: Record, loaded: Loaded) -> Iterator[Problem]:
    """A public field names only public records. Raises nothing for unknown ones, which are reported as such."""
    for reference in references(record):
        target = loaded.plan.collection(reference.kind).get(reference.id)
        if target and not target.public and _is_public(record, reference.location):
            message = (
                f"Borgerne må se feltet, men {NAMES[reference.kind]} `{reference.id}` er kun for medarbejdere "
                f"({target.place.path}, linje {target.place.line})."
            )
            yield Problem(
                record.place_of(*reference.location), "audience-reference", message, "Giv den `public: true`, eller fjern henvisningen."
            )


def _is_public(part: Part, location: Location) -> bool:
    """Whether citizens may see the field that `location` leads to, all the way down."""
    value: object = part
    for step in location:
        if isinstance(value, Part):
            name = next((n for n, field in type(value).model_fields.items() if step in (n, field.alias)), "")
            if name not in public_fields(value):
                return False
            value = getattr(value, name)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step]
    return True


def _page_fields(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """A field that names a page, and is public, names a page that citizens have."""
    paths = {path for _, _, path in published(for_audience(pages, Audience.PUBLIC), plan.seen_by(Audience.PUBLIC))}
    for coverage in plan.coverage:
        if coverage.page and "page" in public_fields(coverage) and coverage.page not in paths:
            message = f"Borgerne må se feltet, men siden `docs/{coverage.page}` er kun for medarbejdere."
            hint = "Skriv `audience: [staff, public]` i sidens hoved, eller tag `page` ud af `public`."
            yield Problem(coverage.place_of("page"), "audience-reference", message, hint)


def _needed_by_every_page(loaded: Loaded) -> Iterator[Problem]:
    """The municipality and the emergency numbers stand on every page of the citizens' site."""
    seen = loaded.plan.seen_by(Audience.PUBLIC)
    for municipality in loaded.plan.municipalities:
        if not municipality.public:
            hint = f"Skriv `public: [{', '.join(NEEDED[Municipality])}]`."
            yield Problem(municipality.place, "audience", "Borgernes side skal vise kommunen.", hint)
        for name in ("public_name", "citizens", "feedback"):
            if getattr(municipality, name) is None:
                yield Problem(municipality.place, "audience", f"Borgernes side mangler `{name}`.", _description(municipality, name))
    for id in EMERGENCY:
        contact = loaded.plan.contacts.get(id)
        if contact and not (id in seen.contacts and seen.contacts[id].phone):
            message = f"»{contact.name}« står på hver side for borgere, men er kun for medarbejdere."
            yield Problem(contact.place, "audience", message, "Skriv `public: true`.")


def _description(record: Record, name: str) -> str:
    return type(record).model_fields[name].description or ""
