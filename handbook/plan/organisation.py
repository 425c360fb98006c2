"""The organisation: tasks that nobody has on a level, and the practice models that a municipality can choose from."""

from __future__ import annotations

from handbook.plan.fields import SourceRef, Text
from handbook.plan.record import Record
from handbook.plan.vocabulary import RoleLevel, Task


class Unassigned(Record):
    """En opgave, som ingen rolle har på et niveau, og hvorfor (guidens afsnit 4.1.2)."""

    level: RoleLevel
    """Niveauet: `politisk`, `strategisk` eller `udfoerende`."""
    task: Task
    """Opgaven: `generel-forebyggelse`, `bekymring` eller `akut`."""
    reason: Text
    """Hvorfor ingen har den, og hvem der så gør det."""


class PracticeModel(Record):
    """En måde at organisere arbejdet med bekymringer på. Kilden viser kun navnene."""

    name: Text
    """Modellens navn."""
    shown: Text
    """Hvad kilden viser om modellen, og hvad den ikke viser."""
    gathers: Text
    """Hvem der samler de andre. Vores egne ord."""
    meets: Text
    """Hvornår man mødes. Vores egne ord."""
    fits: Text
    """Hvornår modellen er god. Vores egne ord."""
    beware: Text
    """Hvad man skal passe på. Vores egne ord."""
    source: SourceRef
    """Kilden."""
