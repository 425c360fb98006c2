"""A problem: one thing wrong with the plan or a page, with its place and a way out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class Severity(Enum):
    """How much a problem weighs."""

    ERROR = "fejl"
    """Blocks the build."""
    WARNING = "advarsel"
    """Is shown, never blocks: a stale date must not stop an urgent correction."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file: path relative to the project, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, which rule, what (`message`) and what would be right (`hint`)."""

    place: Place
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def sentence(self) -> str:
        """Message and hint on one line, with a word before a warning."""
        prefix = "Advarsel: " if not self.blocks else ""
        return " ".join(f"{prefix}{self.message} {self.hint}".split())


def as_text(problems: Iterable[Problem]) -> str:
    """Lines of the form `path:line:column: rule: besked`."""
    return "\n".join(f"{p.place}: {p.rule}: {p.sentence}" for p in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands, so that a pull request shows each problem at its line."""
    return "\n".join(
        f"::{'error' if p.blocks else 'warning'} file={_property(p.place.path)},line={p.place.line},"
        f"col={p.place.column},title={_property(p.rule)}::{_data(p.sentence)}"
        for p in problems
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list for other programs."""
    return json.dumps(
        [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "rule": p.rule,
                "severity": "error" if p.blocks else "warning",
                "message": p.message,
                "hint": p.hint,
            }
            for p in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.rule, p.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Danish hint that names the nearest valid word, or the first few when none is near."""
    words = sorted(set(known))
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"Mente du `{near[0]}`?"
    if not words:
        return ""
    shown = ", ".join(f"`{w}`" for w in words[:12])
    return f"Vælg en af disse: {shown}{' …' if len(words) > 12 else ''}."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
