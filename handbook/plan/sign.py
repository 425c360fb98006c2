"""Warning signs, what protects, and the caveats that always stand beside them."""

from __future__ import annotations

from handbook.plan.fields import SourceRef, Text
from handbook.plan.record import Record
from handbook.plan.vocabulary import SignGroup, Weight


class Sign(Record):
    """Et bekymringstegn: adfærd, aldrig tro, tøj eller oprindelse."""

    name: Text
    """Adfærden, så den kan ses eller høres, fx "Truer eller presser andre"."""
    group: SignGroup
    """Hvilken slags adfærd."""
    weight: Weight
    """`alvorligt`, når ét tegn er nok, ellers `i-sammenhaeng`."""
    could_also_be: Text
    """Hvad det også kan være."""
    do: Text
    """Hvad du gør."""
    citizen: Text | None = None
    """Det samme som `do`, skrevet til borgere."""
    source: SourceRef
    """Kilden."""


class ProtectiveFactor(Record):
    """Noget i personens liv, der beskytter."""

    name: Text
    """Faktoren, kort, fx "En voksen, personen stoler på"."""
    do: Text
    """Hvordan du kan styrke den."""
    source: SourceRef
    """Kilden."""


class Caveat(Record):
    """Et forbehold, som står på hver side, der viser tegn."""

    text: Text
    """Forbeholdet i én eller to sætninger."""
    source: SourceRef
    """Kilden."""
