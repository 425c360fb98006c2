"""Record: one thing of the plan with an `id`, frozen, that knows where in the YAML it stands."""

from __future__ import annotations

import ast
import inspect
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any, Union

from pydantic import BaseModel, ConfigDict, PrivateAttr

from handbook.plan.fields import Id, Public, RefTo, Text
from handbook.plan.problem import Place
from handbook.plan.yaml_text import Mapping, Node, Sequence


class Choice(StrEnum):
    """A value from a fixed list: the ASCII word in the YAML, and the Danish label that readers see."""

    label: str

    def __new__(cls, value: str, label: str) -> typing.Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Model(BaseModel):
    """A frozen part of a record; keys that it does not know are problems."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What each field of a record is, from the text below it, by the field's name.

    Pydantic can read them too, but does so whenever a program begins, and a check needs them only for its messages.
    """
    described: dict[str, str] = {}
    for base in (base for base in reversed(model.__mro__) if issubclass(base, Model)):
        (definition,) = ast.parse(dedent(inspect.getsource(base))).body
        for field, text in pairwise(definition.body) if isinstance(definition, ast.ClassDef) else ():
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
                described[ast.unparse(field.target)] = inspect.cleandoc(str(text.value.value))
    return described


class Part(Model):
    """A piece of the plan that says itself who may see it: staff, unless `public` says more."""

    public: Public = False
    """`true`, når borgerne må se det hele. Ellers de felter, de må se, fx `[name, phone]`. Udelades, når kun medarbejdere må."""


_NOWHERE = Place("")


class Record(Part):
    """A thing of the plan. `id` is ASCII and unique among the records of its kind."""

    id: Id
    """Postens navn i adresser og henvisninger: små bogstaver, tal og bindestreg."""
    search: tuple[Text, ...] = ()
    """Det, folk skriver, når de søger efter posten: hverdagsord og korte sætninger. Vises aldrig."""

    _node: Mapping | None = PrivateAttr(default=None)
    _place: Place = PrivateAttr(default_factory=lambda: _NOWHERE)
    _references: tuple[Reference, ...] | None = PrivateAttr(default=None)

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self._place

    def standing_at(self, node: Mapping, place: Place) -> typing.Self:
        """The record, told by the loader where it stands."""
        self._node = node
        self._place = place
        return self

    def forgotten(self) -> typing.Self:
        """The record, without the YAML that it came from: a copy for citizens must not carry it."""
        self._node = None
        self._place = _NOWHERE
        self._references = None
        return self

    def place_of(self, *location: str | int) -> Place:
        """Where a field of the record stands: the value, or the nearest thing around it that exists."""
        return place_in(self._node, location, self._place) if self._node else self._place


Location = tuple[str | int, ...]


def place_in(node: Node, location: Location, default: Place) -> Place:
    """The place of the part of `node` that `location` (keys and indices) leads to, as far as it exists."""
    place = default
    current: Node | None = node
    for step in location:
        if isinstance(current, Mapping) and isinstance(step, str):
            current = current.get(step)
        elif isinstance(current, Sequence) and isinstance(step, int) and step < len(current.items):
            current = current.items[step]
        else:
            break
        if current is None:
            break
        place = current.place
    return place


@dataclass(frozen=True)
class Reference:
    """One reference found in a record: which collection, which id, at which field."""

    kind: str
    id: str
    location: Location


def references(record: Record) -> tuple[Reference, ...]:
    """Every reference in the record, also inside lists and nested parts."""
    if record._references is None:  # noqa: SLF001 - many checks ask, and a record never changes
        record._references = tuple(_in_model(record, ()))  # noqa: SLF001
    return record._references  # noqa: SLF001


def _in_model(model: BaseModel, location: Location) -> Iterator[Reference]:
    for name, key, annotation, kind in _leading(type(model)):
        if value := getattr(model, name):
            yield from _in_value(value, annotation, kind, (*location, key))


@cache
def _leading(model: type[BaseModel]) -> tuple[tuple[str, str, Any, str | None], ...]:
    """The fields in which a reference may stand: name, key in the YAML, annotation, and the collection that the field names."""
    kinds = {name: _kind(field.metadata) for name, field in model.model_fields.items()}
    fields = [(name, field.alias or name, field.annotation, kinds[name]) for name, field in model.model_fields.items()]
    return tuple(field for field in fields if field[3] or _may_lead(field[2]))


def _may_lead(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return _kind(getattr(annotation, "__metadata__", ())) is not None or any(map(_may_lead, typing.get_args(annotation)))


def _kind(metadata: Iterable[object]) -> str | None:
    return next((marker.kind for marker in metadata if isinstance(marker, RefTo)), None)


def _in_value(value: Any, annotation: Any, kind: str | None, location: Location) -> Iterator[Reference]:
    if value is None:
        return
    if isinstance(value, BaseModel):
        yield from _in_model(value, location)
        return
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = typing.get_args(annotation)
        kind = _kind(metadata) or kind
        yield from _in_value(value, inner, kind, location)
    elif origin in (Union, types.UnionType):
        for option in typing.get_args(annotation):
            if option is not type(None):
                yield from _in_value(value, option, kind, location)
    elif isinstance(value, tuple):
        item_annotation = typing.get_args(annotation)[0] if typing.get_args(annotation) else str
        for index, item in enumerate(value):
            yield from _in_value(item, item_annotation, kind, (*location, index))
    elif kind and isinstance(value, str):
        yield Reference(kind, value, location)


def plain_data(node: Node) -> Any:
    """The tree as mappings, lists and strings for pydantic; an empty plain scalar is None."""
    if isinstance(node, Mapping):
        return {key.text: plain_data(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return None if node.empty else node.text


Part.model_rebuild()
Record.model_rebuild()
