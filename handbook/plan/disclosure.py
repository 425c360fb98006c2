"""What a reader can work out about a number that is not shown, from the numbers that are.

Pure arithmetic: numbers are whole and never negative, and some are the sum of others. Which numbers and sums a plan has
is known by `handbook.plan.key_figure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Bounds = tuple[int, int]
"""The least and the greatest that a number can be; equal when it is known."""


@dataclass(frozen=True)
class Sum:
    """One number that is the sum of others, each named by its place in the list of numbers."""

    whole: int
    parts: tuple[int, ...]


class UndecidedError(Exception):
    """So many numbers are hidden that not every way to fill them in can be tried."""


def possible_values(number: int, bounds: Sequence[Bounds], sums: Iterable[Sum], *, enough: int, tries: int = 4000) -> frozenset[int]:
    """Up to `enough` of the values that a number can have so that every sum holds; fewer are all that there are.

    Exact: a value counts when whole numbers for all others exist with it. Raises UndecidedError after so many `tries`.
    """
    sums = tuple(sums)
    known = narrowed(bounds, sums)
    if known is None:
        return frozenset()
    search = _Search(_near(number, known, sums), tries)
    found: set[int] = set()
    pending = [known[number]]
    while pending and len(found) < enough:
        low, high = pending.pop()
        if low > high:
            continue
        filled = search.filled_in([*known[:number], (low, high), *known[number + 1 :]])
        if filled is not None:
            value = filled[number][0]
            found.add(value)
            pending += [(value + 1, high), (low, value - 1)]
    return frozenset(found)


def narrowed(bounds: Sequence[Bounds], sums: Iterable[Sum]) -> list[Bounds] | None:
    """The bounds as narrow as each sum by itself makes them, or None when the numbers do not add up."""
    now = list(bounds)
    touching: dict[int, list[Sum]] = {}
    for each in sums:
        for number in (each.whole, *each.parts):
            touching.setdefault(number, []).append(each)
    waiting = dict.fromkeys(each for group in touching.values() for each in group)
    while waiting:
        each, _ = waiting.popitem()
        for number, low, high in _as_the_sum_allows(each, now):
            if low > high:
                return None
            if (low, high) != now[number]:
                now[number] = (low, high)
                waiting |= dict.fromkeys(touching[number])
    return now


def _as_the_sum_allows(each: Sum, now: list[Bounds]) -> list[tuple[int, int, int]]:
    """Each number of one sum with its bounds after it."""
    least, most = sum(now[part][0] for part in each.parts), sum(now[part][1] for part in each.parts)
    low, high = max(now[each.whole][0], least), min(now[each.whole][1], most)
    after = [(each.whole, low, high)]
    for part in each.parts:
        own_low, own_high = now[part]
        after.append((part, max(own_low, low - (most - own_high)), min(own_high, high - (least - own_low))))
    return after


def _near(number: int, known: Sequence[Bounds], sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
    """The sums that can say anything about a number: those it is linked to through numbers that are open."""
    reached, linked, growing = {number}, set[Sum](), True
    while growing:
        growing = False
        for each in sums:
            numbers = {n for n in (each.whole, *each.parts) if known[n][0] != known[n][1]}
            if each not in linked and numbers & reached:
                linked.add(each)
                reached |= numbers
                growing = True
    return tuple(each for each in sums if each in linked)


class _Search:
    """Looks for whole numbers that fill all bounds and sums: halves the narrowest open range until none is open."""

    def __init__(self, sums: tuple[Sum, ...], tries: int) -> None:
        self._sums = sums
        self._tries = tries
        self._numbers = sorted({number for each in sums for number in (each.whole, *each.parts)})

    def filled_in(self, bounds: Sequence[Bounds]) -> list[Bounds] | None:
        """The numbers, each with one value, or None when there is no way."""
        self._tries -= 1
        if self._tries < 0:
            raise UndecidedError
        now = narrowed(bounds, self._sums)
        if now is None:
            return None
        open_numbers = [number for number in self._numbers if now[number][0] != now[number][1]]
        if not open_numbers:
            return now
        number = min(open_numbers, key=lambda n: now[n][1] - now[n][0])
        low, high = now[number]
        middle = (low + high) // 2
        for half in ((low, middle), (middle + 1, high)):
            filled = self.filled_in([*now[:number], half, *now[number + 1 :]])
            if filled is not None:
                return filled
        return None
