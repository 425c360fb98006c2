"""Fields: the kinds of values that records have, and what a field can be marked as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class RefTo:
    """Marks a field that names a record: `kind` is the collection in the plan, fx `contacts`."""

    kind: str


@dataclass(frozen=True)
class Due:
    """Marks a day on which somebody must do something: the annual wheel shows it, and the check warns when it has passed.

    `do` and `late` are Danish: what to do, and that nobody has; `{name}` stands for the record's name. The rest name
    fields beside the day.
    """

    do: str
    late: str
    owner: str = "owner"
    """The role that must do it."""
    after: str = ""
    """How many months after the day it must be done, when the day itself is when it was done last."""
    every: str = ""
    """How many months from one time to the next."""
    unless: str = ""
    """The day on which it was done: then it is due no more."""


@dataclass(frozen=True)
class Done:
    """Marks a day on which somebody did something: it cannot lie in the future."""


def _digits(value: object) -> object:
    if not isinstance(value, str):
        return value
    digits = re.sub(r"[\s.]", "", value).removeprefix("+45")
    if digits in ("112", "114") or re.fullmatch(r"[1-9]\d{7}", digits):
        return digits
    raise PydanticCustomError(
        "phone",
        "`{value}` er ikke et dansk telefonnummer.",
        {"value": value, "hint": "Skriv otte cifre, fx `41 74 90 90`, eller 112 eller 114."},
    )


def _date(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"(19|20|21)\d{2}-\d{2}-\d{2}", value):
        raise PydanticCustomError(
            "wrong-value", "`{value}` er ikke en dato.", {"value": value, "hint": "Skriv år, måned og dag, fx `2026-06-16`."}
        )
    return value


def _mailbox(value: str) -> str:
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        return value
    raise PydanticCustomError(
        "mailbox",
        "`{value}` er ikke en mailadresse.",
        {"value": value, "hint": "Skriv en funktionspostkasse, fx `infohus@eksempelby.example`."},
    )


def _joints(value: str) -> str:
    if re.fullmatch(r"[a-zæøå]{2,}(-[a-zæøå]{2,})+", value):
        return value
    raise PydanticCustomError(
        "wrong-value",
        "`{value}` er ikke et ord med dele.",
        {"value": value, "hint": "Skriv ordet med små bogstaver og en bindestreg, hvor det kan deles, fx `bekymrings-henvendelse`."},
    )


def _web_address(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        return value
    raise PydanticCustomError(
        "wrong-value",
        "`{value}` er ikke en webadresse.",
        {"value": value, "hint": "Begynd med `https://`, fx `https://www.stopekstremisme.dk/`."},
    )


def _public(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError(
        "audience",
        "`{value}` siger ikke, hvem der må se det.",
        {"value": value, "hint": "Skriv `true`, eller de felter, borgerne må se, fx `public: [name, phone]`."},
    )


Public = Annotated[bool | tuple[str, ...], BeforeValidator(_public)]
"""`True` for all fields, or the names of those that citizens may see, as they stand in the YAML."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Phone = Annotated[str, BeforeValidator(_digits)]
"""Eight digits without spaces, or `112` or `114`."""
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Joints = Annotated[str, AfterValidator(_joints)]
"""A compound with a hyphen at each of its joints, fx `bekymrings-henvendelse`."""
WebAddress = Annotated[str, AfterValidator(_web_address)]
Date = Annotated[date, BeforeValidator(_date)]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/_-]+\.md$")]
"""A page's file under `docs/`, fx `bekymring/index.md`."""
PageSection = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/_-]+\.md#[a-z0-9-]+$")]
"""A heading of a page: its file under `docs/`, and the heading as it stands in addresses, fx `planen/strategi.md#formaal`."""
Months = Annotated[int, Field(ge=1, le=48)]

SourceRef = Annotated[str, RefTo("sources")]
ContactRef = Annotated[str, RefTo("contacts")]
RoleRef = Annotated[str, RefTo("roles")]
LawRef = Annotated[str, RefTo("laws")]
TierRef = Annotated[str, RefTo("tiers")]
LevelRef = Annotated[str, RefTo("levels")]
ElementRef = Annotated[str, RefTo("elements")]
AreaRef = Annotated[str, RefTo("areas")]
SystemRef = Annotated[str, RefTo("systems")]
NodeRef = Annotated[str, RefTo("nodes")]
TermRef = Annotated[str, RefTo("terms")]
SubjectRef = Annotated[str, RefTo("subjects")]
ChapterRef = Annotated[str, RefTo("chapters")]
TopicRef = Annotated[str, RefTo("topics")]
StakeholderRef = Annotated[str, RefTo("stakeholders")]
ActorRef = Annotated[str, RefTo("actors")]
HousingPartRef = Annotated[str, RefTo("housing_parts")]
PracticeModelRef = Annotated[str, RefTo("practice_models")]
CardRef = Annotated[str, RefTo("cards")]
GuideQuestionRef = Annotated[str, RefTo("guide_questions")]
GuideAnswerRef = Annotated[str, RefTo("guide_answers")]
ThemeRef = Annotated[str, RefTo("readiness_themes")]
QuestionRef = Annotated[str, RefTo("readiness_questions")]
DataSourceRef = Annotated[str, RefTo("data_sources")]
KeyFigureRef = Annotated[str, RefTo("key_figures")]
