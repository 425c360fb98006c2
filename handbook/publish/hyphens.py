"""Soft hyphens in the long words of a page, so that a narrow column or a large type size cuts no word.

They are put in when the page is written, after search has read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pyphen import Pyphen

SOFT = "\u00ad"
_LONG = 12
"""Words shorter than this fit even the narrowest column."""
_REST = 4
"""Letters that must be left after a joint: less is an ending and no word."""
_WORD = re.compile(rf"[A-Za-zÆØÅæøåÉé]{{{_LONG},}}")
_AS_IT_IS = re.compile(r"(<(svg|code|pre|script|style)\b.*?</\2>|<[^>]*>)", re.DOTALL)


class Hyphens:
    """Divides words at the joints that the glossary knows, and their parts by the Danish patterns."""

    def __init__(self, joints: Iterable[str]) -> None:
        """`joints` are compounds with their joints as hyphens: `bekymrings-henvendelse` also tells of `bekymringstegn`."""
        known = {part for compound in joints for part in compound.lower().split("-")[:-1]}
        self._parts = sorted(known, key=len, reverse=True)
        self._patterns = Pyphen(lang="da_DK", left=_REST, right=_REST)

    def in_html(self, content: str) -> str:
        """The content with soft hyphens in its text; tags, figures and code stay as they are."""
        pieces = _AS_IT_IS.split(content)
        return "".join(
            _WORD.sub(lambda word: self.divided(word[0]), text) + (pieces[3 * number + 1] if 3 * number + 1 < len(pieces) else "")
            for number, text in enumerate(pieces[::3])
        )

    def divided(self, word: str, mark: str = SOFT) -> str:
        """A word with `mark` where it may be divided."""
        return mark.join(self._pieces(word)) if len(word) >= _LONG else word

    def _pieces(self, word: str) -> list[str]:
        part = next((part for part in self._parts if word.lower().startswith(part) and len(word) - len(part) >= _REST), None)
        if part:
            return [word[: len(part)], *self._pieces(word[len(part) :])]
        return self._by_patterns(word) if len(word) >= _LONG else [word]

    def _by_patterns(self, word: str) -> list[str]:
        """The patterns know nothing of compounds and sometimes leave one letter alone: then both its breaks are doubtful."""
        breaks = self._patterns.positions(word)
        alone = {place for pair in pairwise(breaks) if pair[1] - pair[0] == 1 for place in pair}
        places = [0, *(place for place in breaks if place not in alone), len(word)]
        return [word[start:end] for start, end in pairwise(places)]
