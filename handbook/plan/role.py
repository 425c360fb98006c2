"""Roles: what a function in the municipality must do and know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import AreaRef, ContactRef, LawRef, SourceRef, Text
from handbook.plan.record import Record
from handbook.plan.vocabulary import Knowledge, RoleLevel, Task


class Role(Record):
    """En funktion i organisationen, aldrig en person."""

    name: Text
    """Rollens navn i ental, fx "Lærer"."""
    plural: Text
    """Rollens navn i flertal, med lille begyndelsesbogstav."""
    level: RoleLevel
    """Politisk, strategisk eller udførende niveau."""
    frontline: bool = False
    """Ja, når rollen møder borgerne. Så står den først på startsiden."""
    lead: Text
    """Rollens opgave i to korte sætninger, i du-form."""
    person: Text = "personen"
    """Hvad rollen kalder den, bekymringen handler om, fx "eleven"."""
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]
    """De af planens tre opgaver, som rollen deltager i."""
    areas: tuple[AreaRef, ...] = ()
    """Fagområder."""
    knowledge: Knowledge
    """Hvor meget rollen skal kunne."""
    must_know: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Hvad rollen skal vide eller kunne, punkt for punkt."""
    always: tuple[Text, ...] = ()
    """Det, rollen altid skal, i rækkefølge. Begynd med fare nu."""
    do: tuple[Text, ...] = ()
    """Gør, i hverdagen."""
    avoid: tuple[Text, ...] = ()
    """Gør ikke."""
    contacts: tuple[ContactRef, ...] = ()
    """Hvem rollen ringer til, den vigtigste først."""
    laws: tuple[LawRef, ...] = ()
    """Regler, som rollen skal kende."""
    source: SourceRef | None = None
    """Kilden til rollen."""
