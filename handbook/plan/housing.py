"""Housing areas: the national model's four parts, and where the municipality is with each area (source F2)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import Date, Done, Due, HousingPartRef, RoleRef, SourceRef, Text, TierRef
from handbook.plan.record import Part, Record


class HousingPart(Record):
    """En del af den nationale model for forebyggelse i udsatte boligområder. Delene står i rækkefølge."""

    name: Text
    """Delens navn."""
    what: Text
    """Hvad delen handler om, i egne ord."""
    ask: Text
    """Det spørgsmål, delen svarer på. Kommunens egne ord."""
    source: SourceRef
    """Kilden."""


class Progress(Part):
    """A part of the model that an area has been through."""

    part: HousingPartRef
    """Delen."""
    done: Annotated[Date, Done()]
    """Dagen, hvor delen var færdig."""


class Finding(Part):
    """One thing that the mapping of an area found, and who told of it."""

    what: Text
    """Hvad der er fundet. Om stedet og fællesskabet, aldrig om beboernes baggrund."""
    told_by: Text
    """Hvem der har fortalt det: en funktion eller en gruppe, aldrig en person."""


class Need(Part):
    """A need in an area, and the measure that answers it or the reason why there is none."""

    what: Text
    """Hvad der er brug for."""
    measure: Text | None = None
    """Den målrettede indsats."""
    reason: Text | None = None
    """Hvorfor der ikke er en særlig indsats."""
    tier: TierRef
    """Indsatsniveauet."""
    responsible: RoleRef
    """Rollen, der har ansvaret."""
    partners: tuple[Text, ...] = ()
    """Dem, der er med: funktioner og foreninger, aldrig personer."""
    follow_up: Annotated[Date, Due("Følg op på et behov", "Der skulle være fulgt op på et behov i »{name}«", owner="responsible")]
    """Dagen, hvor der følges op."""


class HousingArea(Record):
    """Et boligområde, beskrevet med det, der virker, det, der er svært, og det, der er brug for."""

    name: Text
    """Områdets navn."""
    summary: Text
    """Hvad der findes i området, i én eller to sætninger."""
    coordinator: RoleRef
    """Rollen, der er lokal koordinator."""
    partners: tuple[Text, ...] = ()
    """Dem, der mødes om området: funktioner, foreninger og myndigheder."""
    progress: Annotated[tuple[Progress, ...], Field(min_length=1)]
    """Modellens dele, som området har været igennem, i rækkefølge."""
    resources: tuple[Finding, ...] = ()
    """Det, der virker i området."""
    challenges: tuple[Finding, ...] = ()
    """Det, der er svært i området."""
    needs: tuple[Need, ...] = ()
    """Behov og indsats."""
    next_review: Annotated[Date, Due("Se på boligområdet igen", "»{name}« skulle være set på igen", owner="coordinator")]
    """Dagen, hvor området skal ses på igen."""
