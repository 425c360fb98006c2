"""Making the plan: its phases, who makes it, the production plan and the rollout plan (guide, chapters 2–6)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ChapterRef, Date, Done, Due, Id, Months, PagePath, RefTo, RoleRef, SourceRef, Text
from handbook.plan.record import Part, Record
from handbook.plan.vocabulary import ActivityKind, GroupKind, RoleLevel


class Phase(Record):
    """En fase i arbejdet med at lave en plan."""

    name: Text
    """Fasens navn i højst 30 tegn, så det kan stå i figuren."""
    summary: Text
    """Hvad fasen handler om, i én sætning."""
    tasks: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Opgaverne, i rækkefølge."""
    page: PagePath | None = None
    """Siden i håndbogen, hvor resultatet står."""
    source: SourceRef | None = None
    """Kilden."""


class PhaseProgress(Record):
    """Hvor langt kommunen er med en fase."""

    id: Annotated[Id, RefTo("phases")]
    """Fasen, det handler om."""
    owner: RoleRef
    """Rollen, der har ansvaret."""
    started: Annotated[Date | None, Done()] = None
    """Dagen, hvor fasen begyndte."""
    finished: Annotated[Date | None, Done()] = None
    """Dagen, hvor fasen var færdig. Tom, til den er det."""
    due: Annotated[Date, Due("Gør fasen færdig", "Fasen »{name}« skulle være færdig", unless="finished")]
    """Dagen, hvor fasen skal være færdig."""
    note: Text | None = None
    """Hvad der er gjort, eller hvad der mangler, i én eller to sætninger."""


class WorkGroup(Record):
    """En gruppe eller en funktion, der laver planen: styregruppe, arbejdsgruppe, projektleder eller skriveressource."""

    kind: GroupKind
    """Hvad den er: `styregruppe`, `arbejdsgruppe`, `projektleder` eller `skriveressource`."""
    name: Text
    """Navnet i kommunen."""
    lead: RoleRef
    """Rollen, der leder den eller løser opgaven."""
    members: tuple[RoleRef, ...] = ()
    """Rollerne, der er med."""
    partners: tuple[Text, ...] = ()
    """Andre, der er med, fx en boligsocial helhedsplan. Aldrig navne på personer."""
    task: Text
    """Hvad den skal, i én eller to sætninger."""
    meets: Text | None = None
    """Hvor tit den mødes, eller hvor meget tid der er sat af."""


class Approval(Part):
    """Et trin på vejen til en godkendt tekst."""

    role: RoleRef
    """Rollen, der godkender."""
    due: Annotated[Date, Due("Godkend teksten", "Teksten »{name}« skulle være godkendt", owner="role", unless="done")]
    """Dagen, hvor teksten skal være godkendt."""
    done: Annotated[Date | None, Done()] = None
    """Dagen, hvor teksten blev godkendt. Tom, til den er det."""


class Writing(Record):
    """En linje i produktionsplanen: en tekst, der skal skrives og godkendes."""

    chapter: ChapterRef
    """Kapitlet, teksten hører til."""
    name: Text
    """Hvad teksten handler om."""
    writer: RoleRef
    """Rollen, der skriver."""
    due: Annotated[Date, Due("Skriv teksten færdig", "Teksten »{name}« skulle være skrevet", owner="writer", unless="written")]
    """Dagen, hvor teksten skal være skrevet."""
    written: Annotated[Date | None, Done()] = None
    """Dagen, hvor teksten var skrevet. Tom, til den er det."""
    approvals: tuple[Approval, ...] = ()
    """Hvem der godkender, i rækkefølge: først forvaltningen, så politikerne."""


class Activity(Record):
    """En linje i planen for udrulning: en beslutning, en aktivitet eller en fast opfølgning."""

    name: Text
    """Hvad der sker, i få ord."""
    kind: ActivityKind
    """Hvad det er: `beslutning`, `aktivitet`, `opkvalificering`, `kommunikation` eller `opfoelgning`."""
    level: RoleLevel | None = None
    """Niveauet, der beslutter eller følger op: `politisk` eller `strategisk`."""
    owner: RoleRef
    """Rollen, der har ansvaret for, at det sker."""
    roles: tuple[RoleRef, ...] = ()
    """Rollerne, det er for, eller som er med."""
    partners: tuple[Text, ...] = ()
    """Eksterne, der skal kende til det. Aldrig navne på personer."""
    description: Text | None = None
    """Mere om det, i én eller to sætninger."""
    due: Annotated[Date, Due("Udrulning", "»{name}« skulle være gjort", unless="done", every="every_months")]
    """Dagen, det skal ske. Kommer det igen, så skriv den næste dag, når det er gjort."""
    done: Annotated[Date | None, Done()] = None
    """Dagen, det skete. Tom, til det er gjort, og når det kommer igen."""
    every_months: Months | None = None
    """Hvor mange måneder der går fra gang til gang. Udelades, når det kun sker én gang."""


class Principle(Record):
    """Et princip for at få en plan til at virke i hverdagen."""

    name: Text
    """Princippet i få ord."""
    points: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Hvad det betyder for planen, i egne ord."""
    source: SourceRef
    """Kilden."""
