"""The national concept: levels × tiers × elements, and how far the municipality covers it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import Date, Due, ElementRef, Id, LevelRef, PagePath, RefTo, RoleRef, SourceRef, Text, TierRef
from handbook.plan.record import Record
from handbook.plan.vocabulary import LevelCertainty, SpanCertainty, Status


class Tier(Record):
    """Et indsatsniveau i forebyggelsestrekanten (guidens figur 4)."""

    name: Text
    """Navnet, fx "Opbyggende"."""
    summary: Text
    """Hvad niveauet handler om, i én sætning."""


class Level(Record):
    """Et niveau i planlægningslogikken: beslutning eller udførelse (guidens afsnit 4.1)."""

    name: Text
    """Navnet, fx "Strategisk niveau"."""
    summary: Text
    """Ét ord eller to, fx "beslutning"."""


class Element(Record):
    """Et felt i det nationale koncept (guidens figur 5), eller et, som kommunen selv har tilføjet."""

    name: Text
    """Elementets navn, som kilden skriver det."""
    description: Text
    """Hvad elementet handler om, i egne ord."""
    level: LevelRef
    """Niveauet: `strategisk` eller `udfoerende`."""
    tiers: Annotated[tuple[TierRef, ...], Field(min_length=1)]
    """De indsatsniveauer, elementet dækker."""
    source: SourceRef | None = None
    """Kilden, når elementet er nationalt."""
    source_line: int | None = None
    """Linjen i kildens tekst."""
    level_certainty: LevelCertainty = LevelCertainty.STATED
    """Om kilden selv placerer elementet på niveauet."""
    level_as_printed: Text | None = None
    """Niveauet, som figuren viser det ordret, når vi læser det anderledes."""
    span_certainty: SpanCertainty = SpanCertainty.STATED
    """Hvor vi ved indsatsniveauerne fra."""
    merges: tuple[ElementRef, ...] = ()
    """Elementer, som dette træder i stedet for. De vises så ikke selv."""


class Coverage(Record):
    """Hvor langt kommunens plan dækker et element."""

    id: Annotated[Id, RefTo("elements")] = Field(alias="element")
    """Elementet, det handler om."""
    status: Status
    """Hvor langt planen er."""
    reason: Text | None = None
    """Hvorfor elementet ikke er relevant, eller hvad der mangler."""
    next_step: Text | None = None
    """Det næste skridt, i bydeform. Skal stå, når elementet mangler eller kun er delvist dækket."""
    page: PagePath | None = None
    """Siden i håndbogen, der behandler elementet."""
    owner: RoleRef
    """Rollen, der har ansvaret."""
    next_review: Annotated[Date, Due("Gennemgå dækningen", "Dækningen af »{name}« skulle være gennemgået")]
    """Dagen, hvor dækningen skal gennemgås igen."""
