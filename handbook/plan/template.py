"""The template of a plan: chapters, their subjects, and where the municipality's plan deals with each (guide 5.1)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ChapterRef, Date, Due, Id, PagePath, PageSection, RefTo, RoleRef, SourceRef, SubjectRef, Text
from handbook.plan.record import Record
from handbook.plan.vocabulary import Status


class Subject(Record):
    """Et emne, som en plan skal komme omkring, uanset skabelon."""

    name: Text
    """Emnets navn."""
    description: Text
    """Hvad emnet handler om, i egne ord."""
    source: SourceRef | None = None
    """Kilden."""


class Chapter(Record):
    """Et kapitel i en skabelon."""

    name: Text
    """Kapitlets navn."""
    description: Text
    """Hvad kapitlet er til, i én sætning."""
    subjects: Annotated[tuple[SubjectRef, ...], Field(min_length=1)]
    """Emnerne, i rækkefølge."""


class Template(Record):
    """En skabelon: kapitlerne i en plan."""

    name: Text
    """Skabelonens navn."""
    chapters: Annotated[tuple[ChapterRef, ...], Field(min_length=1)]
    """Kapitlerne, i rækkefølge. Tilsammen skal de have alle emner."""
    chosen: bool = False
    """Ja, når kommunen har valgt den i stedet for den nationale."""
    source: SourceRef | None = None
    """Kilden."""


class SubjectCoverage(Record):
    """Hvor kommunens plan behandler et emne, og hvor langt den er."""

    id: Annotated[Id, RefTo("subjects")]
    """Emnet, det handler om."""
    status: Status
    """Hvor langt planen er: `adresseret`, `delvist`, `mangler` eller `ikke-relevant`."""
    section: PageSection | None = None
    """Afsnittet i den vedtagne plan, som borgerne kan læse, fx `planen/strategi.md#formaal`."""
    pages: tuple[PagePath, ...] = ()
    """Sider i håndbogen med det samme emne."""
    reason: Text | None = None
    """Hvad der mangler, eller hvorfor emnet ikke er relevant."""
    owner: RoleRef
    """Rollen, der har ansvaret."""
    next_review: Annotated[Date, Due("Gennemgå emnet i planen", "Emnet »{name}« skulle være gennemgået")]
    """Dagen, hvor emnet skal gennemgås igen."""


class Prompt(Record):
    """Et spørgsmål, som kommunen svarer på, før et emne bliver skrevet."""

    name: Text
    """Spørgsmålet."""
    subject: SubjectRef
    """Emnet, det hører til."""
    source: SourceRef | None = None
    """Kilden."""


class Answer(Record):
    """Kommunens svar på et spørgsmål, eller hvorfor der ikke er et endnu."""

    id: Annotated[Id, RefTo("prompts")]
    """Spørgsmålet, det svarer på."""
    text: Text | None = None
    """Svaret i en til tre sætninger."""
    roles: tuple[RoleRef, ...] = ()
    """Rollerne, når der er spurgt om, hvem der har ansvaret."""
    reason: Text | None = None
    """Hvorfor der ikke er et svar endnu, og hvem der giver det."""
    owner: RoleRef
    """Rollen, der har ansvaret for svaret."""
    due: Annotated[Date | None, Due("Svar på spørgsmålet", "»{name}« skulle være besvaret", unless="text")] = None
    """Dagen, hvor svaret skal være der. Udelades, når det er der."""
