"""Loads `plan_data/` into a Plan and collects every problem of form and type on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handbook.plan.plan import COLLECTIONS, SINGLE, Plan, Records
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.record import Choice, Location, Record, place_in, plain_data
from handbook.plan.yaml_text import Mapping, Node, Scalar, Sequence, read, read_text, scalars

FOLDER = "plan_data"


@dataclass(frozen=True)
class FileText:
    """The text of a file. `exempt` lines name repealed laws on purpose."""

    name: str
    text: str
    exempt: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Loaded:
    """What came out of the files: the plan of all sound records, and what is wrong with the others.

    `broken` holds (collection, id) of records that are there but not sound, so that a reference to one
    is not reported as unknown.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    texts: tuple[FileText, ...]
    """What the editors wrote, for the checks on text."""


def load(project: Path) -> Loaded:
    """Load every YAML file below `plan_data/` of the project folder. Raises nothing for bad content."""
    return _Loader(project).load()


class _Loader:
    def __init__(self, project: Path) -> None:
        self.project = project
        self.problems: list[Problem] = []
        self.found: dict[str, dict[str, Record]] = {kind: {} for kind in COLLECTIONS}
        self.broken: set[tuple[str, str]] = set()
        self.ids: dict[tuple[str, str], Place] = {}
        self.texts: list[FileText] = []
        self.files: list[Place] = []

    def load(self) -> Loaded:
        folder = self.project / FOLDER
        for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
            name = path.relative_to(self.project).as_posix()
            self.files.append(Place(name))
            text, problems = read_text(path, name)
            self.problems += problems
            if text is None:
                continue
            root, problems = read(text, name)
            self.problems += problems
            self.texts.append(FileText(name, text, frozenset(_lines_under("replaces", root))))
            if root:
                for key, node in root.entries:
                    self._collection(key, node)
        if not self.files:
            hint = "Læg kommunens filer der. Kopiér evt. eksemplet fra Eksempelby."
            self.problems.append(Problem(Place(FOLDER), "missing-record", "Der er ingen filer i `plan_data/`.", hint))
        plan = Plan(files=tuple(self.files), **{kind: Records(found.values()) for kind, found in self.found.items()})  # type: ignore[arg-type]
        return Loaded(plan, tuple(self.problems), frozenset(self.broken), tuple(self.texts))

    def _collection(self, key: Scalar, node: Node) -> None:
        kind = SINGLE.get(key.text, key.text)
        if kind not in COLLECTIONS or (kind != key.text and key.text not in SINGLE) or key.text in SINGLE.values():
            known = [k for k in COLLECTIONS if k not in SINGLE.values()] + list(SINGLE)
            self._report(key.place, "unknown-key", f"`{key.text}` er ikke en del af planen.", did_you_mean(key.text, known))
            return
        if key.text in SINGLE:
            if not isinstance(node, Mapping):
                self._report(node.place, "wrong-shape", f"`{key.text}` skal være én post med nøgleord.", "Skriv fx `name: …` på næste linje, rykket to mellemrum ind.")
                return
            self._record(kind, node)
            return
        if isinstance(node, Scalar) and node.empty:
            self._report(key.place, "wrong-shape", f"`{key.text}` er tom.", "Skriv en liste under den, eller slet linjen.")
            return
        if not isinstance(node, Sequence):
            self._report(node.place, "wrong-shape", f"`{key.text}` skal være en liste.", "Begynd hver post med en bindestreg, fx `- id: infohus`.")
            return
        for item in node.items:
            if isinstance(item, Mapping):
                self._record(kind, item)
            else:
                self._report(item.place, "wrong-shape", f"Posten i `{key.text}` mangler nøgleord.", "Skriv den som `- id: infohus` med resten af nøgleordene under.")

    def _record(self, kind: str, node: Mapping) -> None:
        model = COLLECTIONS[kind]
        id_key = "element" if kind == "coverage" else "id"
        id_node = node.get(id_key)
        id = id_node.text if isinstance(id_node, Scalar) else ""
        if id and id_node:
            if first := self.ids.get((kind, id)):
                taken = {i for k, i in self.ids if k == kind}
                free = next(f"{id}-{n}" for n in range(2, len(taken) + 3) if f"{id}-{n}" not in taken)
                hint = f"Kald den fx `{free}`." if kind != "coverage" else "Behold den ene, og slet den anden."
                self._report(id_node.place, "duplicate-id", f"`{id}` er brugt før, i {first.path} på linje {first.line}.", hint)
                return
            self.ids[(kind, id)] = id_node.place
        record_place = node.entries[0][0].place if node.entries else node.place
        try:
            record = model.model_validate(plain_data(node))
        except ValidationError as error:
            self.broken.add((kind, id))
            for detail in error.errors():
                self.problems.append(_explain(detail, model, node, record_place))
            return
        record._node = node
        record._place = record_place
        self.found[kind][record.id] = record

    def _report(self, place: Place, rule: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, rule, message, hint))


def _lines_under(key: str, node: Node | None) -> Iterable[int]:
    """The lines of the texts that stand under a key."""
    match node:
        case Sequence(items=items):
            for item in items:
                yield from _lines_under(key, item)
        case Mapping(entries=entries):
            for name, value in entries:
                if name.text == key:
                    yield from (scalar.place.line for scalar in scalars(value))
                else:
                    yield from _lines_under(key, value)


def _explain(detail: ErrorDetails, model: type[Record], node: Mapping, record_place: Place) -> Problem:
    """A pydantic error as a problem in Danish, at the place of the value."""
    location: Location = detail["loc"]
    key = str(location[-1]) if location else ""
    kind = detail["type"]
    context = detail.get("ctx", {})
    owner = _model_at(model, location[:-1])
    place = place_in(node, location, record_place)
    given = detail.get("input")
    if kind == "missing":
        parent = place_in(node, location[:-1], record_place) if len(location) > 1 else record_place
        return Problem(parent, "missing-key", f"`{key}` mangler.", _describe(owner, key))
    if kind == "extra_forbidden":
        at = _key_place(node, location) or place
        return Problem(at, "unknown-key", f"`{key}` kendes ikke her.", did_you_mean(key, _keys(owner)))
    if hint := context.get("hint"):
        return Problem(place, kind, detail["msg"], str(hint))
    if kind == "enum":
        choices = _choices(owner, location)
        return Problem(place, "wrong-value", f"`{given}` er ikke en mulighed.", did_you_mean(str(given), choices))
    if given is None:
        return Problem(place, "wrong-value", f"`{key}` er tom.", _describe(owner, key))
    if isinstance(given, dict) or isinstance(given, list):
        return Problem(place, "wrong-shape", f"`{key}` har ikke den rigtige form.", _describe(owner, key) or "Se en post, der virker.")
    message, hint = _VALUE_MESSAGES.get(kind, ("`{given}` passer ikke her.", ""))
    if isinstance(location[-1] if location else "", int):
        key = str(location[-2])
    hint = hint or _describe(owner, key)
    return Problem(place, "wrong-value", message.format(given=given), hint)


_VALUE_MESSAGES = {
    "string_pattern_mismatch": ("`{given}` har tegn, som ikke kan bruges her.", "Brug små bogstaver a–z, tal og bindestreg: æ bliver ae, ø bliver oe, å bliver aa."),
    "string_too_long": ("`{given}` er for langt.", "Skriv højst 22 tegn."),
    "bool_parsing": ("`{given}` er hverken ja eller nej.", "Skriv `true` for ja eller `false` for nej."),
    "int_parsing": ("`{given}` er ikke et helt tal.", "Skriv et tal, fx `12`."),
    "greater_than_equal": ("`{given}` er for lille.", "Skriv et tal på mindst 1."),
    "less_than_equal": ("`{given}` er for stort.", "Skriv et tal på højst 48."),
    "date_from_datetime_parsing": ("`{given}` er ikke en dato, der findes.", "Skriv år, måned og dag, fx `2026-06-16`."),
    "date_parsing": ("`{given}` er ikke en dato, der findes.", "Skriv år, måned og dag, fx `2026-06-16`."),
    "tuple_type": ("`{given}` skal være en liste.", "Skriv den på linjen under med en bindestreg foran."),
    "model_type": ("`{given}` skal være en post med nøgleord.", "Skriv nøgleordene på linjerne under, rykket to mellemrum ind."),
}


def _key_place(node: Node, location: Location) -> Place | None:
    current: Node | None = node
    for step in location[:-1]:
        if isinstance(current, Mapping) and isinstance(step, str):
            current = current.get(step)
        elif isinstance(current, Sequence) and isinstance(step, int):
            current = current.items[step]
    if isinstance(current, Mapping):
        return next((key.place for key, _ in current.entries if key.text == location[-1]), None)
    return None


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model that the last part of an error's location belongs to."""
    current: type[BaseModel] = model
    for step in location:
        if isinstance(step, int):
            continue
        field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        inner = _first(field.annotation, BaseModel) if field else None
        if inner is None:
            return current
        current = inner
    return current


def _choices(owner: type[BaseModel], location: Location) -> list[str]:
    names = [step for step in location if isinstance(step, str)]
    field = next((f for n, f in owner.model_fields.items() if names and names[-1] in (n, f.alias)), None)
    choice = _first(field.annotation, Choice) if field else None
    return [str(member) for member in choice] if choice else []


def _first(annotation: Any, base: type) -> Any:
    """The first class below `base` inside a type such as `tuple[Duty, ...] | None`."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, base) else None
    for part in getattr(annotation, "__args__", ()):
        if found := _first(part, base):
            return found
    return None


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _describe(model: type[BaseModel], key: str) -> str:
    field = next((f for n, f in model.model_fields.items() if key in (n, f.alias)), None)
    return " ".join(field.description.split()) if field and field.description else ""
