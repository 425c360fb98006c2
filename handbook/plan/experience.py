"""Practice experiences: what other municipalities learnt when they made their plan (the guide's boxes #1 to #10)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import SourceRef, Text
from handbook.plan.record import Record


class Experience(Record):
    """En erfaring fra en anden kommune, genfortalt i egne ord. Kilden nævner ikke kommunen."""

    number: int
    """Nummeret i guiden."""
    name: Text
    """Hvad erfaringen handler om."""
    topic: Text
    """Emnet for den side, hvor erfaringen hjælper."""
    what: Text
    """Hvad kommunen gjorde, og hvad der kom ud af det."""
    advice: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Rådene til andre, i bydeform."""
    source: SourceRef
    """Kilden."""
    source_line: int
    """Linjen i kildens tekst."""
