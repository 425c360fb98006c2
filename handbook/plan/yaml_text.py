"""YAML read as text: a tree of mappings, lists and strings in which every part knows its place.

PyYAML's own loader turns `12:30` into 750 and `no` into False, lets the last of two equal keys win and
follows aliases without limit. Here a scalar stays the text that the editor wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.plan.problem import Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 30

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Scalar:
    """A piece of text. `plain` says that it was written without quotes."""

    place: Place
    text: str
    plain: bool = True

    @property
    def empty(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True)
class Sequence:
    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Mapping:
    place: Place
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def read(text: str, name: str) -> tuple[Mapping | None, list[Problem]]:
    """The top mapping of a file's text, and every problem of form. `name` is how problems name the file."""
    if not text.strip():
        return None, [Problem(Place(name), "empty-file", "Filen er tom.", "Skriv indhold i den, eller slet den.")]
    node, problems = parse(text, name)
    if isinstance(node, Scalar) and node.empty:
        return None, problems
    if node is not None and not isinstance(node, Mapping):
        hint = "Skriv fx `contacts:` på første linje og listen under den."
        message = "Filen skal begynde med et nøgleord og et kolon."
        return None, [*problems, Problem(node.place, "wrong-shape", message, hint)]
    return node, problems


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a file in UTF-8, or None and the problem: missing, too large or not text."""
    place = Place(name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            hint = f"Den fylder {size // 1_000_000} MB. Del den i flere filer på højst 1 MB."
            return None, [Problem(place, "too-large", "Filen er for stor.", hint)]
        data = path.read_bytes()
    except OSError:
        hint = "Ret rettighederne, eller hent filen igen."
        return None, [Problem(place, "unreadable", "Filen kan ikke læses.", hint)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        at = Place(name, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        hint = "Gem filen igen, og vælg tegnsættet UTF-8. Så bliver æ, ø og å rigtige."
        return None, [Problem(at, "not-text", "Filen er ikke tekst i UTF-8.", hint)]
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", text)
    if control:
        at = _place_in(text, control.start(), name)
        hint = "Det ligner en anden slags fil, fx et billede eller et Word-dokument. Skriv den som ren tekst."
        return None, [Problem(at, "not-text", "Filen indeholder tegn, som ikke er tekst.", hint)]
    return text.replace("\r\n", "\n"), []


def parse(text: str, name: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text whose first line is line `first_line` of the file called `name`."""
    builder = _Builder(name, first_line)
    try:
        node = builder.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        unclosed = "quoted scalar" in (error.context or "") or "flow " in (error.context or "")
        mark = error.context_mark if unclosed else error.problem_mark
        builder.problems.append(Problem(builder.place(mark or error.problem_mark), "yaml-syntax", *_explain(error, text)))
        return None, builder.problems
    except yaml.YAMLError:
        message = "Filen kan ikke læses som YAML."
        builder.problems.append(Problem(Place(name, first_line), "yaml-syntax", message, "Sammenlign med en fil, der virker."))
        return None, builder.problems
    except _RefusedError as refused:
        builder.problems.append(refused.problem)
        return None, builder.problems
    return node, builder.problems


def scalars(node: Node) -> Iterator[Scalar]:
    """Every piece of text in the tree, keys left out."""
    match node:
        case Scalar():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
        case Mapping(entries=entries):
            for _, value in entries:
                yield from scalars(value)


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.problems: list[Problem] = []

    def place(self, mark: Any) -> Place:
        if mark is None:
            return Place(self.name, self.first_line)
        return Place(self.name, mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._refuse(event, "Filen er delt af `---`.", "Læg hver del i sin egen fil.")
                root = self._node(next(events), events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._refuse(event, "Der er for mange niveauer i filen.", "Flyt noget ud til en post for sig.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "Skriv teksten ud, eller sæt den i anførselstegn, hvis `&` eller `*` hører til teksten."
            raise self._refuse(event, "Genbrug med `&` og `*` er ikke tilladt.", hint)
        if getattr(event, "tag", None) not in (None, "!"):
            hint = "Sæt teksten i anførselstegn, hvis `!` hører til den."
            raise self._refuse(event, "Mærker med `!` er ikke tilladt.", hint)
        place = self.place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(place, event.value, plain=event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(place, tuple(items))
        return self._mapping(place, events, depth)

    def _mapping(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                hint = "Sæt teksten i anførselstegn, hvis den begynder med [ eller {."
                self.problems.append(Problem(key.place, "wrong-shape", "Et nøgleord skal være et ord.", hint))
            elif key.text in seen:
                first = seen[key.text]
                message = f"`{key.text}` står to gange. Første gang er på linje {first.line}."
                self.problems.append(Problem(key.place, "duplicate-key", message, "Behold den ene, og slet den anden."))
            else:
                seen[key.text] = key.place
                entries.append((key, value))
        return Mapping(place, tuple(entries))

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> _RefusedError:
        return _RefusedError(Problem(self.place(event.start_mark), "yaml-syntax", message, hint))


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """Message and hint for what libyaml says, found by the words that it uses."""
    said = f"{error.problem or ''} / {error.context or ''}"
    lines = text.splitlines()
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        said = "tab"
    for words, message, hint in _SYNTAX:
        if words in said:
            return message, hint
    return "Linjen er ikke gyldig YAML.", "Sæt teksten i anførselstegn, hvis den indeholder særlige tegn som : # [ { & * !"


_SYNTAX = (
    ("tab", "Linjen begynder med et tabulatortegn.", "Brug mellemrum: to for hvert niveau."),
    (
        "mapping values are not allowed",
        "Der står et kolon, hvor YAML ikke venter det.",
        'Sæt teksten i anførselstegn, fx `name: "Infohus: indgang"`, eller ret indrykningen.',
    ),
    ("quoted scalar", "Et anførselstegn er ikke lukket.", 'Sæt `"` i slutningen af teksten.'),
    ("flow ", "En liste i [ ] eller { } er ikke lukket.", "Sæt komma mellem delene og `]` eller `}` til sidst."),
    ("could not find expected ':'", "Der mangler et kolon efter nøgleordet.", "Skriv fx `name: Infohus`."),
    (
        "block ",
        "Indrykningen passer ikke med linjerne over.",
        "Brug to mellemrum for hvert niveau. Ens ting står lige under hinanden.",
    ),
)


def _place_in(text: str, offset: int, name: str) -> Place:
    return Place(name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
