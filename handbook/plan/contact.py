"""Contacts: functions that one can call or write to, never persons."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from handbook.plan.fields import AreaRef, ContactRef, Date, Done, Due, Mailbox, Months, Phone, RoleRef, SourceRef, Text, WebAddress
from handbook.plan.record import Model, Record
from handbook.plan.vocabulary import Age, Holidays, Task


class Area(Record):
    """Et fagområde i kommunen (guidens afsnit 2.1)."""

    name: Text
    """Navnet, fx "Skole"."""


class Opening(Model):
    """One day's opening hours."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return "–".join(f"{t.hour}.{t.minute:02}" for t in (self.opens, self.closes))


def _opening(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})", value.strip())
    hint = "Skriv åbner og lukker, fx `08:00-15:30`. Udelad dagen, hvis der er lukket."
    hours = [int(part) for part in match.groups()] if match else []
    if not hours or hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59 or hours[:2] >= hours[2:]:
        raise PydanticCustomError("wrong-value", "`{value}` er ikke en åbningstid.", {"value": value, "hint": hint})
    return Opening(opens=time(hours[0], hours[1]), closes=time(hours[2], hours[3]))


DayHours = Annotated[Opening | None, BeforeValidator(_opening), WithJsonSchema({"type": "string", "examples": ["08:00-15:30"]})]


class Hours(Model):
    """Opening hours per weekday; a day that is left out is closed."""

    always: bool = False
    """Ja, når der er åbent alle døgnets timer."""
    monday: DayHours = None
    tuesday: DayHours = None
    wednesday: DayHours = None
    thursday: DayHours = None
    friday: DayHours = None
    saturday: DayHours = None
    sunday: DayHours = None

    @property
    def week(self) -> tuple[Opening | None, ...]:
        """Monday to Sunday."""
        return (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)

    @property
    def in_words(self) -> str:
        """As readers see it, equal neighbours together: "Mandag–torsdag 8.00–15.30, fredag 8.00–14.00"."""
        if self.always:
            return "Døgnet rundt"
        runs: list[tuple[int, int, Opening]] = []
        for day, opening in enumerate(self.week):
            if opening and runs and runs[-1][1] == day - 1 and runs[-1][2] == opening:
                runs[-1] = (runs[-1][0], day, opening)
            elif opening:
                runs.append((day, day, opening))
        words = ", ".join(f"{_days(first, last)} {opening}" for first, last, opening in runs)
        return words[:1].upper() + words[1:] if words else "Lukket"


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return "alle dage"
    if (first, last) == (0, 4):
        return "hverdage"
    return _DAYS[first] if first == last else f"{_DAYS[first]}–{_DAYS[last]}"


_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def _hours(value: object) -> object:
    if value == "doegnet-rundt":
        return Hours(always=True)
    if isinstance(value, str):
        hint = "Skriv `doegnet-rundt`, eller en linje for hver dag, fx `monday: 08:00-15:30`."
        raise PydanticCustomError("wrong-value", "`{value}` er ikke en åbningstid.", {"value": value, "hint": hint})
    return value


_HOURS_SCHEMA = {
    "anyOf": [
        {"const": "doegnet-rundt"},
        {
            "type": "object",
            "properties": {day: {"type": "string"} for day in Hours.model_fields if day != "always"},
            "additionalProperties": False,
        },
    ]
}


class Contact(Record):
    """En funktion, man kan ringe eller skrive til. Aldrig en person."""

    name: Text
    """Funktionens navn, fx "Infohus Eksempelby"."""
    when: Text
    """Hvornår man bruger kontakten, i én sætning."""
    citizen: Text | None = None
    """Det samme som `when`, skrevet til borgere."""
    phone: Phone | None = None
    """Telefonnummer: otte cifre, eller 112 eller 114."""
    mailbox: Mailbox | None = None
    """Funktionspostkasse."""
    website: WebAddress | None = None
    """Webadresse."""
    hours: Annotated[Hours | None, BeforeValidator(_hours), WithJsonSchema(_HOURS_SCHEMA)] = None
    """Åbningstider for hver ugedag, eller `doegnet-rundt`."""
    holidays: Holidays | None = None
    """Om der er åbent på helligdage: `aabent` eller `lukket`, som også gælder kommunens lukkedage. Udelades, når vi ikke ved det."""
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    """Hvad kontakten er til: `generel-forebyggelse`, `bekymring` eller `akut`."""
    ages: tuple[Age, ...] = (Age.UNDER_18, Age.OVER_18)
    """Hvilke aldre kontakten tager sig af. Udelades ved alle."""
    areas: tuple[AreaRef, ...] = ()
    """Fagområder. Udelades, når kontakten er for alle."""
    outside_hours: ContactRef | None = None
    """Hvem man ringer til, når der er lukket."""
    note: Text | None = None
    """Noget, man skal vide, før man ringer."""
    source: SourceRef | None = None
    """Kilden, når kontakten er national."""
    source_date: Text | None = None
    """Kildens egen dato, fx "2023"."""
    verified: Annotated[
        Date | None, Done(), Due("Prøv nummeret", "»{name}« skulle være prøvet igen", owner="verified_by", after="review_months")
    ] = None
    """Dagen, hvor nogen sidst prøvede nummeret. Tom, når ingen har."""
    verified_by: RoleRef | None = None
    """Rollen, der prøvede det."""
    review_months: Months = 12
    """Hvor mange måneder der må gå, før det skal prøves igen."""
