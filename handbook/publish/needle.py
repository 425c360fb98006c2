"""Needles: what to look for of a hidden string, and when it is found.

- TEXT counts sentence by sentence, line by line, cell by cell; Markdown, attribute lists, macros and tags are not part of
  its words. A sentence counts from 12 letters or digits and two words: shorter ones are too common. When no sentence of it
  is that long, the text counts as a whole. Spaces, signs and the edges of words do not matter.
- NUMBER, MAILBOX and NAME count at any length; telephone numbers, mailboxes and web addresses also inside a TEXT.
  The digits of a number stand together or in up to four groups with the same sign between all groups, with or without
  +45 and brackets, and not inside a longer number or a decimal. A mailbox and a name begin and end at the edge of a word;
  a name may have the -s of a genitive. A name of up to three letters is looked for as it is written (KY, not ky).
- ADDRESS counts when it has two segments or a file extension: `lov/` is an ordinary word. It begins and ends at the edge
  of a segment, and is looked for in the paths of the files too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import compress

from handbook.plan.hidden import Hidden, HiddenKind
from handbook.plan.problem import Place
from handbook.publish.contents import Text, decoded

LETTERS = 12
"""How many letters and digits a sentence has before it counts."""
WORDS = 2
"""How many words it has."""


@dataclass(frozen=True)
class Needle:
    """One thing to look for: a hidden string, or a sentence, a number or a mailbox in it."""

    secret: Hidden
    kind: HiddenKind
    text: str
    place: Place

    @cached_property
    def words(self) -> list[bytes]:
        return Text(self.text).words

    @cached_property
    def squashed(self) -> bytes:
        return b"".join(self.words)

    @cached_property
    def letters(self) -> int:
        return len(re.findall(r"[^\W_]", Text(self.text).folded))

    @property
    def counts(self) -> bool:
        """Whether it is long enough for a TEXT."""
        return self.letters >= LETTERS and len([word for word in self.text.split() if re.search(r"[^\W_]", word)]) >= WORDS

    def stands_in(self, text: Text) -> bool:
        """Whether it stands there with its signs and edges, which its squashed words do not tell."""
        if self.kind is HiddenKind.TEXT and len(self.squashed) == self.letters:
            return True
        short = self.kind is HiddenKind.NAME and self.letters < 4
        if short and text.noise:
            return False
        as_written = short or (self.kind is HiddenKind.NAME and text.noise)
        own = Text(self.text)
        pattern = _pattern(self.kind, own.plain if as_written else own.folded)
        where = text.plain if as_written else text.folded
        if self.kind in (HiddenKind.MAILBOX, HiddenKind.ADDRESS) and own.folded not in where:
            return False
        return any(
            not _BEFORE[self.kind].search(where[max(0, match.start() - 6) : match.start()])
            and (self.kind is not HiddenKind.NUMBER or _in_groups(match[0]))
            for match in pattern.finditer(where)
        )


@cache
def _pattern(kind: HiddenKind, text: str) -> re.Pattern[str]:
    """What a needle looks like. It begins with a letter and not with a condition, which would make the search slow."""
    if kind is HiddenKind.TEXT:
        return re.compile(r"[\W_]*".join(re.findall(r"[^\W_]", text)))
    if kind is HiddenKind.NUMBER:
        return re.compile(rf"[\s.+()/{_DASHES}]*".join(text) + r"(?!\d|\.\d)")
    if kind is HiddenKind.NAME:
        return re.compile(r"[\W_]+".join(re.findall(r"[^\W_]+", text)) + r"s?(?![^\W_])")
    return re.compile(re.escape(text) + (r"(?![\w-])" if kind is HiddenKind.ADDRESS else r"(?![^\W_])"))


_DASHES = "\\-\u2010-\u2015\u2212"
_BEFORE = {
    HiddenKind.TEXT: re.compile(r"(?!)"),
    HiddenKind.NUMBER: re.compile(r"\d\.?\Z(?<!(?<!\d)45)(?<!(?<!\d)0045)"),
    HiddenKind.MAILBOX: re.compile(r"[^\W_][.+_-]?\Z"),
    HiddenKind.NAME: re.compile(r"[^\W_]\Z"),
    HiddenKind.ADDRESS: re.compile(r"[\w-]\Z"),
}
"""What does not stand before a needle: it would be a part of something else."""


def _in_groups(number: str) -> bool:
    """Whether digits stand in groups of one number and not fx as the coordinates `12 34.56 78` or as a row of counts."""
    signs = {re.sub(r"[()\s]", "", sign) for sign in re.findall(r"\D+", number)}
    groups = re.findall(r"\d+", number)
    return len(signs) < 2 and len(groups) <= 4 and all(len(group) > 1 for group in groups[1:])


def needles(secret: Hidden) -> Iterator[Needle]:
    """What to look for of a hidden string: nothing when it is too common."""
    if secret.kind is not HiddenKind.TEXT:
        yield from _exact(secret, secret.kind, secret.text, secret.place)
        return
    parts = [Needle(secret, secret.kind, words, _place(secret, offset)) for words, offset in sentences(secret.text)]
    whole = replace(parts[0], text=" ".join(sentence.text for sentence in parts))
    long = [sentence for sentence in parts if sentence.counts]
    yield from long or ([whole] if whole.counts else [])
    for kind, pattern in _NEVER_COMMON.items():
        for match in pattern.finditer(secret.text):
            yield from _exact(secret, kind, match[0], _place(secret, match.start()))


def _exact(secret: Hidden, kind: HiddenKind, text: str, place: Place) -> Iterator[Needle]:
    """What to look for of a string that counts with its signs."""
    if kind is HiddenKind.NUMBER:
        text = re.sub(r"^(?:\+|00)45|\D", "", text.strip())
    text = re.sub(r"^https?://", "", decoded(text.strip())).strip("/")
    if re.search(r"[^\W_]", text) and (kind is not HiddenKind.ADDRESS or re.search(r"/|\.\w+$", text)):
        yield Needle(secret, kind, text, place)


_NEVER_COMMON = {
    HiddenKind.NUMBER: re.compile(r"(?<!\d)(?<!\d\.)(?:(?:\+|00)45\s?)?[1-9]\d(?:\s?\d\d){3}(?!\d|\.\d)"),
    HiddenKind.MAILBOX: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    HiddenKind.NAME: re.compile(r"https?://[^\s<>()\"'|]+[\w/]"),
}
"""What counts wherever it stands in a text."""


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """The sentences, lines and cells of a text as they are shown, the words of its pictures too, and where each begins."""
    bare = _MARK.sub(lambda match: "|" * len(match[0]), text)
    bare = _SYNTAX.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), bare)
    start = 0
    for cut in (*_CUT.finditer(bare), None):
        piece = bare[start : cut.start() if cut else len(bare)]
        yield " ".join(decoded(piece).split()), start + len(piece) - len(piece.lstrip())
        start = cut.end() if cut else len(bare)
    for aside in _ASIDE.finditer(text):
        words = next(group for group in (1, 2, 3) if aside[group] is not None)
        yield from ((sentence, aside.start(words) + offset) for sentence, offset in sentences(aside[words]))


_CUT = re.compile(r"\{[{%#]|[}%#]\}|<!--|-->|\n(?!\s*[a-zß-öø-ÿ])|\n\s*\n|\||(?<=[.!?…])[\"»«”)*_]*\s+(?=[\"»«”(*_\[]*[A-ZÀ-ÖØ-Þ])")
"""Where a sentence ends: at a macro or a comment, at a line that does not go on with a small letter, at a cell, at a full stop."""
_SYNTAX = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?=[^\[\]]+\][(\[])|\]\([^)]*\)|\]\[[^\]]*\]"
    r"|\{:?\s*(?:[#.][\w-]|[\w-]+=|[a-z]+-[\w-]+(?=\s*[}#.]))[^{}]*\}|</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>"
)
"""What a reader does not see: pictures and where links lead, attribute lists, tags."""
_MARK = re.compile(r"^[ \t]*(?:(?:(?:[-*+>]|#+|\d+[.)])[ \t]+)+|(?:`{3,}|~{3,}).*)", re.MULTILINE)
"""What begins a heading, an item of a list, a quotation or an example: like the side of a cell, it ends what came before."""
_ASIDE = re.compile(r"!\[([^\]]*)|\b(?:alt|title|content|placeholder|aria-\w+)=\"([^\"]*)\"|\]\(\S+\s+\"([^\"]*)\"")
"""What a reader sees elsewhere: the words of a picture, of an attribute, of a link's title."""


def _place(secret: Hidden, offset: int) -> Place:
    """Where a part of a text stands. Only the text of a page is there as it was written."""
    place, text = secret.place, secret.text
    if not place.path.endswith(".md"):
        return place
    first = len(text) - len(text.lstrip())
    line = text.count("\n", first, offset)
    return Place(place.path, place.line + line, offset - text.rfind("\n", 0, offset) if line else place.column + offset - first)


class Search:
    """Looks for all needles at once.

    A long needle has at least 12 letters, so wherever it stands, it covers one whole shard when every fifth letter of a
    text begins a shard of eight: one look in a dictionary for each shard finds them all. A short one is looked for only
    where all its words or digits stand.
    """

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._long: dict[bytes, list[Needle]] = defaultdict(list)
        self._numbers: dict[bytes, list[Needle]] = defaultdict(list)
        self._short: list[Needle] = []
        for needle in needles:
            if needle.kind is HiddenKind.NUMBER:
                self._numbers[needle.squashed].append(needle)
            elif len(needle.squashed) >= LETTERS:
                self._long[needle.squashed].append(needle)
            else:
                self._short.append(needle)
        self._shards: dict[bytes, list[tuple[bytes, int]]] = defaultdict(list)
        for squashed in self._long:
            middle = (len(squashed) - LETTERS) // 2
            for offset in range(middle, middle + _STEP):
                self._shards[squashed[offset : offset + _SHARD]].append((squashed, offset))
        self._words = frozenset(word + end for needle in self._short for word in needle.words for end in (b"", b"s"))
        self._lengths = {len(number) for number in self._numbers}

    def found_in(self, texts: Iterable[Text]) -> set[Needle]:
        """Every needle that stands in one of the texts: the ways to read one file."""
        texts = list(texts)
        likely = {needle for text in texts for needle in self._likely_short(text.words)}
        for squashed in {text.squashed for text in texts}:
            likely.update(self._likely_long(squashed), self._likely_numbers(squashed))
        return {needle for needle in likely if any(needle.stands_in(text) for text in texts)}

    def _likely_long(self, squashed: bytes) -> Iterator[Needle]:
        starts = range(0, len(squashed), _STEP)
        shards = [squashed[start : start + _SHARD] for start in starts]
        found = {
            long
            for start in compress(starts, map(self._shards.__contains__, shards))
            for long, offset in self._shards[squashed[start : start + _SHARD]]
            if start >= offset and squashed.startswith(long, start - offset)
        }
        for long in found:
            yield from self._long[long]

    def _likely_numbers(self, squashed: bytes) -> Iterator[Needle]:
        runs = re.findall(rb"\d{3,}", squashed) if self._numbers else []
        windows = {run[i : i + length] for run in runs for length in self._lengths for i in range(len(run) - length + 1)}
        for number in windows & self._numbers.keys():
            yield from self._numbers[number]

    def _likely_short(self, words: list[bytes]) -> Iterator[Needle]:
        there = self._words.intersection(words) if self._words else self._words
        there |= {word.removesuffix(b"s") for word in there}
        yield from (needle for needle in self._short if there.issuperset(needle.words))


_SHARD = 8
_STEP = LETTERS - _SHARD + 1
