"""Stakeholders, inside and outside the municipality, and the training from which they learn what they must be able to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ContactRef, Date, Due, Months, RoleRef, SourceRef, StakeholderRef, Text, TopicRef
from handbook.plan.record import Record
from handbook.plan.vocabulary import Knowledge, StakeholderKind


class Stakeholder(Record):
    """En interessent: en gruppe i eller uden for kommunen, som planen har brug for (guiden, afsnit 4.1.6)."""

    name: Text
    """Gruppens navn, fx "Skoler og ungdomsuddannelser"."""
    kind: StakeholderKind
    """I kommunen: `ledelse` eller `frontlinje`. Uden for: `myndighed` eller `civilsamfund`."""
    interest: Text
    """Hvad gruppen selv får ud af det, set med dens øjne."""
    why: Text
    """Hvorfor planen har brug for gruppen."""
    cooperation: Text
    """Hvordan samarbejdet er sat op, eller skal blive det."""
    knowledge: Knowledge
    """Hvor meget gruppen skal kunne."""
    roles: tuple[RoleRef, ...] = ()
    """Rollerne i gruppen."""
    owner: RoleRef
    """Rollen, der holder samarbejdet ved lige."""
    contacts: tuple[ContactRef, ...] = ()
    """Hvem gruppen ringer til, eller hvem man ringer til i gruppen."""
    no_training: Text | None = None
    """Hvorfor gruppen ikke står på noget kursus eller oplæg."""


class Training(Record):
    """Et kursus, et oplæg eller en øvelse: hvem der lærer hvad, og hvornår næste gang er."""

    name: Text
    """Navnet, fx "Opmærksomhedsoplæg"."""
    stakeholders: Annotated[tuple[StakeholderRef, ...], Field(min_length=1)]
    """Hvem det er for: grupper fra planens interessenter."""
    what: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Hvad de lærer, punkt for punkt."""
    provider: Text
    """Hvem der underviser, som funktion eller organisation."""
    form: Text
    """Form og længde, fx "45 minutter på et personalemøde"."""
    next_date: Annotated[Date, Due("Hold oplægget eller kurset", "»{name}« skulle være holdt", every="cadence_months")]
    """Næste gang, eller dagen, hvor det senest skal være holdt igen."""
    cadence_months: Months
    """Hvor mange måneder der går mellem gangene."""
    owner: RoleRef
    """Rollen, der sørger for, at det bliver holdt."""
    topics: tuple[TopicRef, ...] = ()
    """Emnerne, det handler om."""
    contact: ContactRef | None = None
    """Hvem man melder sig til."""
    source: SourceRef | None = None
    """Kilden."""
