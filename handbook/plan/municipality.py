"""The municipality whose plan this is."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from handbook.plan.fields import ContactRef, Date, Done, Due, PracticeModelRef, RoleRef, Text, WebAddress
from handbook.plan.record import Model, Part, Record


class Change(Part):
    """One entry of the plan's change history."""

    date: Date
    """Dagen, hvor ændringen trådte i kraft."""
    text: Text
    """Hvad der blev ændret, i én sætning."""


class Day(Model):
    """A day of one year, or of every year when it names none."""

    month: int
    day: int
    year: int | None = None

    def of(self, year: int) -> date | None:
        """The day in this year, or None when it is not a day of it."""
        return date(year, self.month, self.day) if self.year in (None, year) else None


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(?:(20\d\d)-)?(\d\d)-(\d\d)", value)
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (None, None, None)
    try:
        date(year or 2001, month or 0, day or 0)
    except ValueError:
        hint = "Skriv måned og dag for hvert år, fx `12-24`, eller hele datoen, fx `2027-05-07`."
        raise PydanticCustomError("wrong-value", "`{value}` er ikke en dag.", {"value": value, "hint": hint}) from None
    return Day(year=year, month=month or 0, day=day or 0)


class ClosingDay(Part):
    """A day on which the municipality is closed although it is no public holiday."""

    day: Annotated[Day, BeforeValidator(_day), WithJsonSchema({"type": "string", "examples": ["12-24", "2027-05-07"]})]
    """Måned og dag, når den er hvert år, fx `12-24`. Ellers hele datoen, fx `2027-05-07`."""
    name: Text
    """Hvad dagen hedder, fx "Juleaftensdag"."""


class Municipality(Record):
    """Kommunen, der ejer planen. Der er netop én.

    Adoption, publication and a revision at least every fourth year: barnets lov § 15, stk. 3 (source S2).
    """

    name: Text
    """Kommunens navn, fx "Eksempelby Kommune"."""
    council: Text
    """Det råd, der vedtager planen, fx "Eksempelby Byråd"."""
    handbook_name: Text
    """Håndbogens navn i sidehovedet."""
    adopted: Annotated[Date, Done()]
    """Dagen, hvor kommunalbestyrelsen vedtog planen."""
    case_number: Text
    """Sagens nummer i kommunens journal."""
    next_revision: Annotated[Date, Due("Revidér planen", "Planen skulle være revideret")]
    """Næste revision, senest fire år efter vedtagelsen."""
    edition: Text
    """Udgavens nummer, fx "2026.1"."""
    staff_url: WebAddress
    """Medarbejdernes håndbog på intranettet."""
    public_url: WebAddress
    """Borgernes side."""
    in_doubt: ContactRef
    """Den kontakt, man ringer til, når man er i tvivl."""
    editors: ContactRef
    """Redaktionen, som modtager rettelser."""
    owner: RoleRef
    """Rollen, der har ansvar for, at planen holdes ved lige."""
    practice_model: PracticeModelRef | None = None
    """Den praksismodel, kommunen har valgt for arbejdet med bekymringer."""
    public_name: Text | None = None
    """Navnet på borgernes side, i sidehovedet."""
    citizens: ContactRef | None = None
    """Kommunens indgang for borgere."""
    feedback: ContactRef | None = None
    """Hvor borgere skriver, når noget på deres side er forkert eller svært."""
    accessibility_statement: WebAddress | None = None
    """Tilgængelighedserklæringen for borgernes side på was.digst.dk (webtilgængelighedsloven § 4)."""
    quick_exit: WebAddress | None = None
    """En harmløs side, som »Forlad siden« fører til."""
    closing_days: tuple[ClosingDay, ...] = ()
    """Dage, hvor kommunen har lukket, selv om de ikke er helligdage. Helligdagene kommer af sig selv."""
    fictional: bool = False
    """Ja, hvis kommunen er opdigtet. Så står det på hver side."""
    history: tuple[Change, ...] = ()
    """Ændringer siden vedtagelsen, nyeste først."""
