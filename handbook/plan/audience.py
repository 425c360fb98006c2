"""Audience: who may see a thing. Staff is the default; what citizens may see is said at the record and its fields."""

from __future__ import annotations

from typing import TypeVar

from handbook.plan.record import Choice, Part, Record

P = TypeVar("P", bound=Part)


class Audience(Choice):
    """Who reads a site."""

    STAFF = "staff", "medarbejdere"
    """Sees everything."""
    PUBLIC = "public", "borgere"
    """Sees what the plan calls public, and nothing else."""


def public_fields(part: Part) -> frozenset[str]:
    """The names of the fields that citizens may see; `id` goes along with any other."""
    fields = type(part).model_fields
    if not part.public:
        return frozenset()
    if isinstance(part.public, bool):
        return frozenset(fields)
    named = {name for name, field in fields.items() if (field.alias or name) in part.public}
    return frozenset({"id", *named} & fields.keys())


def as_citizens_see(part: P) -> P | None:
    """A copy that holds only what citizens may see, or None when that is nothing.

    What they may not see is None, `()` or False. The copy has forgotten the YAML that it came from.
    """
    shown = public_fields(part)
    if not shown:
        return None
    copy = part.model_copy(
        update={name: _seen(getattr(part, name)) if name in shown else _nothing(getattr(part, name)) for name in type(part).model_fields}
    )
    return copy.forgotten() if isinstance(copy, Record) else copy


def _seen(value: object) -> object:
    if isinstance(value, Part):
        return as_citizens_see(value)
    if isinstance(value, tuple):
        return tuple(seen for item in value if (seen := _seen(item)) is not None)
    return value


def _nothing(value: object) -> object:
    if isinstance(value, tuple):
        return ()
    return False if isinstance(value, bool) else None
