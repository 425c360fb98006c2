"""Loads `plan_data/` into a Plan and collects every problem of form and type on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from handbook.plan.plan import COLLECTIONS, SINGLE, Plan, Records
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.record import Record, plain_data
from handbook.plan.validation import explain
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
    complete: bool
    """Whether every file could be read. Otherwise nobody knows which records are missing."""
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
        self.complete = True

    def load(self) -> Loaded:
        folder = self.project / FOLDER
        for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
            name = path.relative_to(self.project).as_posix()
            self.files.append(Place(name))
            text, problems = read_text(path, name)
            self.problems += problems
            if text is None:
                self.complete = False
                continue
            root, problems = read(text, name)
            self.problems += problems
            self.complete = self.complete and (root is not None or not problems)
            self.texts.append(FileText(name, text, frozenset(_lines_under("replaces", root if "replaces" in text else None))))
            if root:
                for key, node in root.entries:
                    self._collection(key, node)
        if not self.files:
            hint = "Læg kommunens filer der. Kopiér evt. eksemplet fra Eksempelby."
            self.problems.append(Problem(Place(FOLDER), "missing-record", "Der er ingen filer i `plan_data/`.", hint))
        plan = Plan(files=tuple(self.files), **{kind: Records(found.values()) for kind, found in self.found.items()})  # type: ignore[arg-type]
        return Loaded(plan, tuple(self.problems), frozenset(self.broken), self.complete, tuple(self.texts))

    def _collection(self, key: Scalar, node: Node) -> None:
        kind = SINGLE.get(key.text, key.text)
        if kind not in COLLECTIONS or key.text in SINGLE.values():
            known = [k for k in COLLECTIONS if k not in SINGLE.values()] + list(SINGLE)
            self._report(key.place, "unknown-key", f"`{key.text}` er ikke en del af planen.", did_you_mean(key.text, known))
            return
        if key.text in SINGLE:
            if not isinstance(node, Mapping):
                self._report(
                    node.place,
                    "wrong-shape",
                    f"`{key.text}` skal være én post med nøgleord.",
                    "Skriv fx `name: …` på næste linje, rykket to mellemrum ind.",
                )
                return
            self._record(kind, node)
            return
        if isinstance(node, Scalar) and node.empty:
            self._report(key.place, "wrong-shape", f"`{key.text}` er tom.", "Skriv en liste under den, eller slet linjen.")
            return
        if not isinstance(node, Sequence):
            self._report(
                node.place, "wrong-shape", f"`{key.text}` skal være en liste.", "Begynd hver post med en bindestreg, fx `- id: infohus`."
            )
            return
        for item in node.items:
            if isinstance(item, Mapping):
                self._record(kind, item)
            else:
                self._report(
                    item.place,
                    "wrong-shape",
                    f"Posten i `{key.text}` mangler nøgleord.",
                    "Skriv den som `- id: infohus` med resten af nøgleordene under.",
                )

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
                self.problems.append(explain(detail, model, node, record_place))
            return
        self.found[kind][record.id] = record.standing_at(node, record_place)

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
