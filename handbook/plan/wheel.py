"""The annual wheel (årshjul): what must be done on which day, gathered from every day that a record marks as due."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from handbook.plan.dates import due
from handbook.plan.fields import Done, Due, RefTo
from handbook.plan.key_figure import Report
from handbook.plan.plan import Plan
from handbook.plan.problem import Place
from handbook.plan.record import Location, Model, Record

MONTHS = 12


@dataclass(frozen=True)
class Appointment:
    """Something that must be done on a day: what, by which role, and the record that it is about."""

    day: date
    do: str
    late: str
    """The same as it is said when nobody has done it, without the day."""
    name: str
    kind: str
    id: str
    owner: str | None
    every: int | None
    """How many months later it comes again."""
    place: Place


@dataclass(frozen=True)
class Month:
    """One month of the wheel with what falls in it."""

    first: date
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class Wheel:
    """What is overdue, the twelve months that begin with the day's own, and what comes after them."""

    overdue: tuple[Appointment, ...]
    months: tuple[Month, ...]
    later: tuple[Appointment, ...]


def wheel(plan: Plan, today: date) -> Wheel:
    """The wheel as it stands on a day: what comes again stands in each month that it falls in."""
    known = appointments(plan)
    firsts = [today.replace(day=1) + relativedelta(months=number) for number in range(MONTHS + 1)]
    coming = sorted((again for a in known for again in _coming(a, today, firsts[-1])), key=lambda a: a.day)
    months = tuple(Month(first, tuple(a for a in coming if first <= a.day < end)) for first, end in pairwise(firsts))
    overdue = tuple(a for a in known if a.day < today)
    return Wheel(overdue, months, tuple(a for a in coming if a.day >= firsts[-1]))


def appointments(plan: Plan) -> tuple[Appointment, ...]:
    """The next time of everything that is due, in order of the days. Earlier rounds of readiness are history."""
    latest = plan.latest_round
    current = ((kind, record) for kind, record in plan.records() if kind != "readiness_rounds" or record is latest)
    found = (_appointment(kind, marked, plan) for kind, record in current for marked in _marked(record, record, ()))
    return tuple(sorted((a for a in found if a), key=lambda a: a.day))


def days_done(plan: Plan) -> Iterator[tuple[date, Place]]:
    """Every day on which somebody says to have done something, with its place."""
    for _, record in plan.records():
        for marked in _marked(record, record, ()):
            if isinstance(marked.marker, Done):
                yield marked.day, record.place_of(*marked.location)


@dataclass(frozen=True)
class _Marked:
    """A marked day, and the part of the record that it stands in."""

    record: Record
    part: Model
    location: Location
    day: date
    marker: Due | Done


def _marked(record: Record, part: Model, at: Location) -> Iterator[_Marked]:
    for name, key, markers in _fields(type(part)):
        value = getattr(part, name)
        if isinstance(value, date):
            yield from (_Marked(record, part, (*at, key), value, marker) for marker in markers)
        elif isinstance(value, Model):
            yield from _marked(record, value, (*at, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Model):
                    yield from _marked(record, item, (*at, key, index))


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, str, tuple[Due | Done, ...]], ...]:
    """The fields of a record that are marked days, or may hold parts with such: name, key in the YAML and markers."""
    fields = [
        (name, field.alias or name, tuple(m for m in field.metadata if isinstance(m, Due | Done)), field.annotation)
        for name, field in model.model_fields.items()
    ]
    return tuple((name, key, markers) for name, key, markers, annotation in fields if markers or _holds_parts(annotation))


def _holds_parts(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(map(_holds_parts, typing.get_args(annotation)))


def _appointment(kind: str, marked: _Marked, plan: Plan) -> Appointment | None:
    marker, part = marked.marker, marked.part
    if isinstance(marker, Done) or (marker.unless and getattr(part, marker.unless)):
        return None
    day = due(marked.day, getattr(part, marker.after)) if marker.after else marked.day
    kind, record = _subject(kind, marked.record, plan)
    name = _name(record, plan)
    owner = getattr(part, marker.owner, None) or getattr(marked.record, "owner", None)
    every = getattr(part, marker.every) if marker.every else None
    late = marker.late.format(name=name)
    return Appointment(day, marker.do, late, name, kind, record.id, owner, every, marked.record.place_of(*marked.location))


def _name(record: Record, plan: Plan) -> str:
    """What readers call a record. Key figures that are passed on go by the name of the role that gets them."""
    if isinstance(record, Report) and (receiver := plan.roles.get(record.receiver)):
        return receiver.name
    return str(getattr(record, "name", None) or getattr(record, "title", None) or record.id)


def _subject(kind: str, record: Record, plan: Plan) -> tuple[str, Record]:
    """What a record is about: one whose id is the name of another, as a coverage's is its element's, is about that one."""
    about = next((m.kind for m in type(record).model_fields["id"].metadata if isinstance(m, RefTo)), kind)
    return (about, other) if (other := plan.collection(about).get(record.id)) else (kind, record)


def _coming(appointment: Appointment, today: date, end: date) -> Iterator[Appointment]:
    """Each time from today on; of what comes again, only until the end of the wheel, but its next time always."""
    day = appointment.day
    if day >= today:
        yield appointment
    while appointment.every:
        day = due(day, appointment.every)
        if day >= end:
            return
        if day >= today:
            yield replace(appointment, day=day)
