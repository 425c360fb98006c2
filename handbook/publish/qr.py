"""QR codes: the address that a macro wrote, drawn at build as inline SVG with neither style nor script.

Dark squares on their own white ground, so that a phone reads them from paper and from a dark page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import groupby

import segno

_EMPTY = re.compile(r'(<svg class="qr"[^>]*) data-code="([^"]+)"></svg>')
_BORDER = 4
"""The quiet zone around a code, in squares, as the standard asks."""


def with_codes(html: str) -> str:
    """The page's content with each empty `svg.qr` drawn. A seventh of a code may be smudged (level M): more makes finer squares."""
    return _EMPTY.sub(lambda empty: f"{empty[1]} {_drawn(unescape(empty[2]))}</svg>", html)


def _drawn(address: str) -> str:
    """What is left of the element's tag, and its content."""
    rows = tuple(segno.make_qr(address, error="m", boost_error=False).matrix_iter(border=_BORDER))
    dark = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
    ground = f'<path fill="#fff" d="M0 0h{len(rows)}v{len(rows)}H0z"/>'
    return f'viewBox="0 0 {len(rows)} {len(rows)}" shape-rendering="crispEdges">{ground}<path fill="#000" d="{dark}"/>'


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where each run of dark squares begins, and how long it is."""
    x = 0
    for dark, squares in groupby(row):
        length = len(list(squares))
        if dark:
            yield x, length
        x += length
