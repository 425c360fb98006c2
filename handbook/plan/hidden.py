"""What exists for staff only: every string that no file of the citizens' site may hold, and where it stands.

Nothing here is taken from `Plan.seen_by` or from what a build made: the gate that searches for these strings must notice
when one of those is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from handbook.plan.audience import Audience, public_fields
from handbook.plan.flow import System
from handbook.plan.page import FOLDER, Page, published
from handbook.plan.passage import Passage, arguments, passages
from handbook.plan.plan import Plan
from handbook.plan.problem import Place
from handbook.plan.record import Choice, Location, Model, Part, Record, references

_NO_SECRET = ("id", "public", "page", "pages", "section", "where", "search", "joints")
"""Fields that hold no words of the plan's own. What people type when they search stands on citizens' pages by itself."""
PUBLIC_FOLDER = "offentligt"
"""Media is published to citizens only from a folder of this name."""


class HiddenKind(Enum):
    """How a string is searched for: the more it tells, the less of it is needed."""

    TEXT = "text"
    """Words: counts when it is long enough to be no accident."""
    NUMBER = "number"
    """A telephone number: never too short, never too common."""
    MAILBOX = "mailbox"
    """A mailbox, at any length."""
    NAME = "name"
    """The name of a system or an internal web address, at any length."""
    ADDRESS = "address"
    """The path of a page or file that is not published to citizens."""


@dataclass(frozen=True)
class Hidden:
    """A string that exists for staff only: what it is, and where it stands."""

    text: str
    kind: HiddenKind
    place: Place


def hidden(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Hidden]:
    """Every string of the plan and its pages that only staff may see."""
    for record, location, text, public in _strings(plan):
        if not public:
            yield Hidden(text, _kind(record, location, text), record.place_of(*location))
    for page, of, path in published(pages, plan):
        if not page.is_for(Audience.PUBLIC) or (of and not of.public):
            yield Hidden(_address(path), HiddenKind.ADDRESS, of.place if of else Place(page.name))
    for page in pages:
        public = page.is_for(Audience.PUBLIC)
        for text in () if public else filter(None, (page.front_matter.title, page.front_matter.description)):
            yield Hidden(text, HiddenKind.TEXT, Place(page.name))
        for passage in (*passages(page.body), *arguments(page.body)):
            if not public or Audience.PUBLIC not in passage.audiences:
                yield Hidden(passage.text, HiddenKind.TEXT, _place(page, passage))


def public_values(plan: Plan) -> Iterator[str]:
    """Every free string of the plan that citizens may see."""
    yield from (text for _, _, text, public in _strings(plan) if public)


def shown(plan: Plan, pages: tuple[Page, ...]) -> Iterator[str]:
    """Every text that citizens may see: hidden words that also stand here give nothing away."""
    yield from public_values(plan)
    for _, record in plan.records():
        yield from record.search if "search" in public_fields(record) else ()
    for page in _public(pages):
        yield from filter(None, (page.front_matter.title, page.front_matter.description, *page.front_matter.search))
        yield from (p.text for p in (*passages(page.body), *arguments(page.body)) if Audience.PUBLIC in p.audiences)


def hidden_files(docs: Path) -> Iterator[Hidden]:
    """The files beside the pages that are not for citizens, by their address."""
    for path in sorted(docs.rglob("*")):
        relative = path.relative_to(docs)
        if path.is_file() and path.suffix != ".md" and not is_public_file(relative.as_posix()):
            yield Hidden(relative.as_posix(), HiddenKind.ADDRESS, Place(f"{FOLDER}/{relative.as_posix()}"))


def is_public_file(path: str) -> bool:
    """Whether a file below `docs/` that is no page may stand on the citizens' site."""
    return PUBLIC_FOLDER in path.split("/")[:-1]


def _strings(plan: Plan) -> Iterator[tuple[Record, Location, str, bool]]:
    """Every free string of the plan with its record, its place in it, and whether citizens may see it."""
    for _, record in plan.records():
        named = {reference.location for reference in references(record)}
        for location, text, public in _in_part(record, (), public=True):
            if location not in named:
                yield record, location, text, public


def _in_part(part: Part, location: Location, *, public: bool) -> Iterator[tuple[Location, str, bool]]:
    shown = public_fields(part)
    for name, field in type(part).model_fields.items():
        if name not in _NO_SECRET:
            yield from _in_value(getattr(part, name), (*location, field.alias or name), public=public and name in shown)


def _in_value(value: object, location: Location, *, public: bool) -> Iterator[tuple[Location, str, bool]]:
    if isinstance(value, Part):
        yield from _in_part(value, location, public=public)
    elif isinstance(value, Model):  # goes with the part that it stands in
        for name in type(value).model_fields:
            yield from _in_value(getattr(value, name), (*location, name), public=public)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _in_value(item, (*location, index), public=public)
    elif isinstance(value, str) and not isinstance(value, Choice):
        yield location, value, public


def _kind(record: Record, location: Location, text: str) -> HiddenKind:
    if text.startswith(("http://", "https://")) or (isinstance(record, System) and location == ("name",)):
        return HiddenKind.NAME
    return _KINDS.get(str(location[-1]), HiddenKind.TEXT)


_KINDS = {
    "phone": HiddenKind.NUMBER,
    "mailbox": HiddenKind.MAILBOX,
}


def _public(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(page for page in pages if page.is_for(Audience.PUBLIC))


def _address(path: str) -> str:
    """Where a page is read, without the site, fx `roller/laerer/`."""
    return re.sub(r"(^|/)index\.md$", r"\1", path).removesuffix(".md").rstrip("/") + "/"


def _place(page: Page, passage: Passage) -> Place:
    text = page.body[: passage.offset + len(passage.text) - len(passage.text.lstrip())]
    return Place(page.name, page.first_line + text.count("\n"), len(text) - text.rfind("\n"))
