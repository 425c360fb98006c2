"""Macros for the annual wheel: everything that is due, as a ring and as a list by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import cos, radians, sin

from markupsafe import Markup

from handbook.plan.dates import danish_month, latest_revision
from handbook.plan.wheel import MONTHS, Appointment, Month, wheel
from macros.macro import WIDTH, Context, macro


@macro
def annual_wheel(context: Context) -> Markup:
    """Årshjulet: alle datoer i planen som figur og måned for måned, fx `{{ annual_wheel() }}`."""
    turned = wheel(context.plan, context.today)
    fields = [_Field.of(number, month) for number, month in enumerate(turned.months)]
    months = [(danish_month(month.first).capitalize(), f"{month.first:%Y-%m}", _rows(month.appointments)) for month in turned.months]
    lists = [("Overskredet", "overskredet", _rows(turned.overdue)), *months, ("Senere", "senere", _rows(turned.later))]
    return context.html("annual_wheel.html", wheel=turned, fields=fields, size=WIDTH, lists=[found for found in lists if found[-1]])


@macro
def revision_rule(context: Context) -> Markup:
    """Lovens fire år: vedtaget, planlagt revision og den sidste dag, fx `{{ revision_rule() }}`."""
    municipality = context.plan.municipality
    return context.html("revision_rule.html", municipality=municipality, latest=latest_revision(municipality.adopted))


@dataclass(frozen=True)
class _Row:
    """What one role must do on one day, with all that it must be done to."""

    day: date
    do: str
    owner: str
    appointments: list[Appointment]


def _rows(appointments: Iterable[Appointment]) -> list[_Row]:
    """The appointments with those of one day, act and role together, in order of the days."""
    in_order = sorted(appointments, key=_together)
    return [_Row(*key, list(group)) for key, group in groupby(in_order, _together)]


def _together(appointment: Appointment) -> tuple[date, str, str]:
    return appointment.day, appointment.do, appointment.owner or ""


_OUTER, _INNER, _TEXT = 162, 78, 120


@dataclass(frozen=True)
class _Field:
    """One month of the ring as a shape, clockwise from the top. Whole numbers: the templates print nothing else."""

    month: Month
    points: str
    x: int
    y: int

    @property
    def name(self) -> str:
        return self.title[:3]

    @property
    def title(self) -> str:
        return danish_month(self.month.first)

    @classmethod
    def of(cls, number: int, month: Month) -> _Field:
        middle, half, steps = 360 / MONTHS * number, 180 / MONTHS, 6
        along = [middle - half + 2 * half * step / steps for step in range(steps + 1)]
        edge = [*(_point(degrees, _OUTER) for degrees in along), *(_point(degrees, _INNER) for degrees in reversed(along))]
        return cls(month, " ".join(f"{x},{y}" for x, y in edge), *_point(middle, _TEXT))


def _point(degrees: float, radius: int) -> tuple[int, int]:
    """A point of the ring, clockwise from the top."""
    return round(WIDTH / 2 + radius * sin(radians(degrees))), round(WIDTH / 2 - radius * cos(radians(degrees)))
