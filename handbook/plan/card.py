"""Action cards: what to do on one sheet of paper, drawn from roles, the case flow and contacts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import ContactRef, Date, Done, Due, NodeRef, RoleRef, Text
from handbook.plan.record import Part, Record
from handbook.plan.vocabulary import Action, Age


class OwnStep(Part):
    """A step that neither a role nor the case flow has."""

    action: Action
    """Handlingens slags, så kontrollen kan se, om den er lovlig for alderen."""
    does: Text
    """Handlingen i én sætning, i bydeform."""


class Card(Record):
    """Et action card: én side til opslagstavlen eller lommen. Det hentes fra roller, sagsgang og kontakter."""

    name: Text
    """Kortets navn, fx "Akut fare: leder"."""
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)]
    """Rollerne, kortet er til. Er der kun én og intet `node`, er trinnene rollens `always`."""
    node: NodeRef | None = None
    """Punktet i sagsgangen, hvis opgaver er kortets trin."""
    age: Age | None = None
    """Alderen, kortet handler om. Udelades, når det gælder begge."""
    lead: Text | None = None
    """Opgaven i én eller to sætninger. Udelades, når punktets eller rollens egne ord passer."""
    steps: tuple[OwnStep, ...] = ()
    """Kun trin, som hverken rollen eller sagsgangen har. De står sidst."""
    contacts: tuple[ContactRef, ...] = ()
    """Hvem man ringer til, den vigtigste først. Udelades, når rollens egne passer."""
    avoid: tuple[Text, ...] = ()
    """Gør ikke: kun det, som hverken rollen eller sagsgangen har."""
    write_down: tuple[Text, ...] = ()
    """Skriv ned: kun når sagsgangen ikke siger det."""
    owner: RoleRef
    """Rollen, der har ansvar for kortet."""
    approved: Annotated[Date, Done()]
    """Dagen, hvor kortet blev godkendt."""
    valid_until: Annotated[Date, Due("Godkend kortet igen", "»{name}« skulle være godkendt igen")]
    """Dagen, hvor kortet senest skal godkendes igen."""
