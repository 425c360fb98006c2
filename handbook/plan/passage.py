"""Passages: the literal text of a page, piece by piece, and who sees it.

A page may say `{% if staff %}…{% else %}…{% endif %}`. What stands inside is found here without reading the page as a
template, so that the gate does not lean on the very code that it guards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.plan.audience import Audience

_TAG = re.compile(
    r"\{%[-+]?\s*raw\s*[-+]?%\}(?P<raw>.*?)\{%[-+]?\s*endraw\s*[-+]?%\}"
    r"|\{%[-+]?\s*(?P<word>if|elif|else|endif)\b(?P<test>.*?)[-+]?%\}"
    r"|\{#(?P<note>.*?)#\}|<!--(?P<comment>(?:(?!\{%).)*?)-->|\{\{(?P<macro>.*?)\}\}",
    re.DOTALL,
)


@dataclass(frozen=True)
class Passage:
    """A stretch of a page's text: where it begins in the body, and who sees it. Nobody sees a comment."""

    text: str
    offset: int
    audiences: frozenset[Audience]


def passages(body: str) -> Iterator[Passage]:
    """The text of a page's body between its macros, comments among it."""
    return (passage for passage, argument in _pieces(body) if not argument)


def arguments(body: str) -> Iterator[Passage]:
    """What a page gives its macros to show: the strings between the braces."""
    return (passage for passage, argument in _pieces(body) if argument)


def _pieces(body: str) -> Iterator[tuple[Passage, bool]]:
    """Every passage of a body, and whether it is a macro's argument."""
    blocks: list[_If] = []
    end = 0
    for tag in _TAG.finditer(body):
        yield Passage(body[end : tag.start()], end, _readers(blocks)), False
        end = tag.end()
        for group, readers in (("raw", _readers(blocks)), ("note", _NOBODY), ("comment", _NOBODY)):
            if tag[group] is not None:
                yield Passage(tag[group], tag.start(group), readers), False
        for argument in _ARGUMENT.finditer(tag["macro"] or ""):
            yield Passage(argument[2], tag.start("macro") + argument.start(2), _readers(blocks)), True
        match tag["word"]:
            case "if":
                blocks.append(_If())
                blocks[-1].branch(tag["test"].strip())
            case "elif" | "else" if blocks:
                blocks[-1].branch(tag["test"].strip())
            case "endif" if blocks:
                blocks.pop()
    yield Passage(body[end:], end, _readers(blocks)), False


_ARGUMENT = re.compile(r"""(["'])(.*?)\1""", re.DOTALL)
_NOBODY: frozenset[Audience] = frozenset()
_EVERYBODY = frozenset(Audience)
_STAFF = frozenset({Audience.STAFF})


class _If:
    """One open `if`: who reads the branch at hand, and who may still come to the next one."""

    def __init__(self) -> None:
        self.readers = _EVERYBODY
        self.waiting = _EVERYBODY

    def branch(self, test: str) -> None:
        """The next branch begins. How another test than `staff` turns out is not known here; what only looks like it hides."""
        own = {"staff": _STAFF, "not staff": frozenset({Audience.PUBLIC})}.get(test)
        unclear = own is None and re.search(r"\bstaff\b", test)
        self.readers = self.waiting & (_STAFF if unclear else own or _EVERYBODY)
        self.waiting -= own or _NOBODY


def _readers(blocks: list[_If]) -> frozenset[Audience]:
    return _EVERYBODY.intersection(*(block.readers for block in blocks))
