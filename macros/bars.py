"""Bars: numbers as a drawing of plain SVG, with attributes alone, since the policy of the pages forbids inline styles."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.macro import WIDTH, Context

NAME = 22
"""The longest name that has room beside its bar."""


@dataclass(frozen=True)
class Bar:
    """One number. Without a `value` there is no bar, only the words: a bar's length must not tell what is hidden."""

    name: str
    value: int | None
    shown: str
    weak: bool = False


@dataclass(frozen=True)
class BarGroup:
    """Bars under one heading; without a heading they need none."""

    heading: str
    bars: tuple[Bar, ...]


def bars(context: Context, groups: tuple[BarGroup, ...], *, id: str, title: str, description: str, most: int) -> Markup:
    """The drawing of the groups, from the top down.

    `id` is the drawing's own on the page, `description` what a screen reader hears, `most` the value of the longest bar.
    Whole numbers only, so that the same plan gives the same bytes.
    """
    left = min(max((len(bar.name) for group in groups for bar in group.bars), default=0), NAME) * 7 + 8
    widest = WIDTH - left - _VALUE
    drawn: list[tuple[str, int, list[tuple[Bar, int, int]]]] = []
    y = 0
    for group in groups:
        y += (_HEADING if group.heading else 0) + (_GAP if drawn else 0)
        rows = [(bar, y + _ROW * n, widest * (bar.value or 0) // max(most, 1)) for n, bar in enumerate(group.bars)]
        drawn.append((group.heading, y - 8, rows))
        y += _ROW * len(group.bars)
    return context.html("bars.html", groups=drawn, id=id, title=title, description=description, left=left, width=WIDTH, height=y)


_ROW, _HEADING, _GAP = 24, 26, 10
_VALUE = 56
"""Room for the number after the longest bar."""
