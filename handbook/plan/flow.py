"""The case flow: one graph from the first concern to the closed case, for both ages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ContactRef, LawRef, NodeRef, RoleRef, SourceRef, SystemRef, Text
from handbook.plan.record import Part, Record
from handbook.plan.vocabulary import Action, Age, NodeKind


class System(Record):
    """Et fagsystem eller en journal, hvor noget registreres."""

    name: Text
    """Systemets navn, som medarbejderne kender det."""
    holds: Text
    """Hvad der må stå i det."""


class Duty(Part):
    """Who does what at a step."""

    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)]
    """Rollerne, der gør det."""
    action: Action
    """Handlingens slags, så kontrollen kan se, om den er lovlig for alderen."""
    does: Text
    """Handlingen i én sætning, i bydeform."""


class Registration(Part):
    """What is recorded at a step, by whom and where."""

    what: Text
    """Hvad der registreres."""
    system: SystemRef
    """I hvilket system."""
    role: RoleRef
    """Hvem der gør det."""


class Path(Part):
    """A step for one age."""

    summary: Text
    """Trinnet for denne alder, i én kort sætning."""
    duties: Annotated[tuple[Duty, ...], Field(min_length=1)]
    """Hvem gør hvad, i rækkefølge."""
    record: Registration | None = None
    """Hvad der registreres."""
    deadline: Text
    """Fristen, fx "Samme dag"."""
    laws: tuple[LawRef, ...] = ()
    """Reglerne bag trinnet."""


class Node(Record):
    """Et punkt i sagsgangen: begyndelse, spørgsmål, akut, trin eller udgang."""

    kind: NodeKind
    """Hvad punktet er."""
    name: Text
    """Navnet, fx "Bekymringen modtages"."""
    short: Annotated[Text, Field(max_length=22)]
    """Kort navn i bydeform til figuren, højst 22 tegn, fx "Modtag"."""
    summary: Text
    """Hvad der sker, i én eller to sætninger."""
    citizen: Text | None = None
    """Det samme, fortalt til en borger, der ringer."""
    write_down: tuple[Text, ...] = ()
    """Hvad den, der står i det, skriver ned, punkt for punkt."""
    avoid: tuple[Text, ...] = ()
    """Gør ikke, på dette punkt."""
    under_18: Path | None = None
    """Trinnet, når personen er under 18 år."""
    over_18: Path | None = None
    """Trinnet, når personen er fyldt 18 år."""
    source: SourceRef | None = None
    """Kilden."""

    def path(self, age: Age) -> Path | None:
        """The step for one age, or None when the node has none."""
        return self.under_18 if age is Age.UNDER_18 else self.over_18


class Edge(Part):
    """A way from one node to the next."""

    start: NodeRef = Field(alias="from")
    """Punktet, vejen går fra."""
    end: NodeRef = Field(alias="to")
    """Punktet, vejen går til."""
    when: Text | None = None
    """Betingelsen. Skal stå, når der er flere veje fra punktet."""


class Flow(Record):
    """Sagsgangen som helhed. Der er netop én."""

    name: Text
    """Navnet, fx "Sagsgang"."""
    edges: Annotated[tuple[Edge, ...], Field(min_length=1)]
    """Vejene mellem punkterne."""
    entrance: ContactRef
    """Den ene indgang, som alle bekymringer kommer ind ad."""
    notify: ContactRef | None = None
    """Dem, man underretter om børn og unge."""
    hears_of_all: RoleRef
    """Den ene rolle, der orienteres om alle sager."""
    source: SourceRef | None = None
    """Kilden."""
