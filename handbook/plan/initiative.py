"""Topics that the law names, and the initiatives that deal with them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ContactRef, Date, Due, LawRef, RoleRef, SourceRef, StakeholderRef, Text, TierRef, TopicRef
from handbook.plan.record import Record
from handbook.plan.vocabulary import InitiativeStatus


class Topic(Record):
    """Et emne, som planen handler om. Loven nævner tre (barnets lov § 15, stk. 3). Læg egne emner under kommune."""

    name: Text
    """Emnets navn, fx "Ekstremisme"."""
    summary: Text
    """Hvad emnet er, i én eller to sætninger."""
    law: LawRef
    """Reglen, som emnet kommer fra."""


class Initiative(Record):
    """En indsats: noget, kommunen gør for at forebygge.

    Den skal svare på guidens fem spørgsmål (Udviklings- og implementeringsguide, afsnit 4.1.7): type; formål, indhold
    og målgruppe; ansvarlig; partnere; og hvordan og hvornår der følges op.
    """

    name: Text
    """Indsatsens navn, kort."""
    tier: TierRef
    """1. Typen: `opbyggende`, `foregribende` eller `indgribende`."""
    purpose: Text
    """2. Formålet i én eller to sætninger."""
    content: Annotated[tuple[Text, ...], Field(min_length=1)]
    """2. Indholdet, punkt for punkt."""
    target_group: Text
    """2. Målgruppen. Skriv alder og sted, aldrig tro eller oprindelse."""
    responsible: RoleRef
    """3. Rollen, der har ansvaret."""
    partners: Annotated[tuple[StakeholderRef, ...], Field(min_length=1)]
    """4. Samarbejdspartnerne, fra planens interessenter."""
    follow_up: Text
    """5. Hvordan I følger op."""
    next_follow_up: Annotated[
        Date | None, Due("Følg op på indsatsen", "Opfølgningen på »{name}« skulle være holdt", owner="responsible", unless="result")
    ] = None
    """5. Hvornår I følger op næste gang, højst et år frem. Udelades kun, når indsatsen er afsluttet."""
    status: InitiativeStatus
    """`planlagt`, `i-gang` eller `afsluttet`."""
    year: Annotated[int, Field(ge=2000, le=2100)]
    """Året, indsatsen sidst er besluttet for."""
    topics: Annotated[tuple[TopicRef, ...], Field(min_length=1)]
    """Emnerne, indsatsen handler om."""
    citizen: Text | None = None
    """Hvad indsatsen er, skrevet til borgere."""
    background: Text | None = None
    """Det, kilden siger om indsatsen, med årstal."""
    result: Text | None = None
    """Hvad I lærte. Skrives, når indsatsen er afsluttet."""
    contacts: tuple[ContactRef, ...] = ()
    """Hvem man ringer til om indsatsen."""
    laws: tuple[LawRef, ...] = ()
    """Regler, som indsatsen bygger på."""
    source: SourceRef | None = None
    """Kilden."""

    @property
    def goes_on(self) -> bool:
        """Whether it is planned or under way: only then it covers its tier and topics."""
        return self.status is not InitiativeStatus.ENDED
