"""The inventory: everything that the national sources name, and where in the handbook it is."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from handbook.plan.fields import SourceRef, Text
from handbook.plan.record import Record
from handbook.plan.vocabulary import InventoryKind

Where = Annotated[str, StringConstraints(pattern=r"^([a-z0-9/_-]+\.md(#[a-z0-9-]+)?|[a-z_]+/[a-z0-9-]+)$")]
"""A page, a heading of a page, or a record: `planen/noegletal.md`, `planen/noegletal.md#egne`, `actors/cde`."""


class InventoryItem(Record):
    """En model, et værktøj eller en aktør, som en national kilde nævner, og stedet i håndbogen."""

    name: Text
    """Navnet, som kilden bruger det."""
    kind: InventoryKind
    """Hvad det er: `modeller`, `vaerktoejer` eller `aktoerer`."""
    source: SourceRef
    """Kilden, der nævner det."""
    lines: Text | None = None
    """Linjerne i kildens tekst, fx "64–82"."""
    where: Where
    """Stedet: en side `planen/noegletal.md`, et afsnit `planen/noegletal.md#egne` eller en post `actors/cde`."""
    missing: Text | None = None
    """Hvad kilden nævner, men ikke viser. Udelades, når posten selv siger det."""
    own: Text | None = None
    """Kommunens eget i stedet, tydeligt som sådan. Udelades, når posten selv siger det."""

    @property
    def page(self) -> str:
        """The path of the page, or nothing when the place is a record."""
        return self.where.partition("#")[0] if ".md" in self.where else ""

    @property
    def anchor(self) -> str:
        """The heading on the page, or nothing."""
        return self.where.partition("#")[2]

    @property
    def record(self) -> tuple[str, str]:
        """The kind and id of the record. Only when the place is one."""
        kind, _, id = self.where.partition("/")
        return kind, id
