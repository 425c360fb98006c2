"""The ledger: every number that the key figures show or hide, and which of them are the sum of others.

The same number in two tables is one entry: all henvendelser of 2025 are as many by area as by age. A year is the sum of
its halves. A reader who holds all tables side by side knows just this, so it is what `disclosure` is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handbook.plan.disclosure import Bounds, Sum
from handbook.plan.key_figure import SMALL, Count, KeyFigure, Line, halves, period_name
from handbook.plan.record import Location
from handbook.plan.vocabulary import Dimension, Withheld


@dataclass(frozen=True)
class Key:
    """What a number counts: the data, the half-years, and the group in each dimension that divides it."""

    data: str
    halves: frozenset[str]
    groups: frozenset[tuple[Dimension, str]]


@dataclass(frozen=True)
class Entry:
    """A place in a table where a number stands or is hidden. `count` is None in a line that is hidden whole."""

    key: Key
    count: Count | None
    figure: KeyFigure
    location: Location
    says: str
    """What the number is, for a message: "»Skole«, 2025"."""

    @property
    def bounds(self) -> Bounds:
        """What a reader who knows the words' meaning knows of the number by itself."""
        match self.count:
            case Withheld.SMALL:
                return 1, SMALL - 1
            case Withheld.PROTECTING:
                return SMALL, _FAR
            case int(number):
                return number, number
            case _:
                return 0, _FAR


_FAR = 9_999_999
"""More than any count and any sum of them: bounds nothing."""


@dataclass
class Ledger:
    """The numbers of one kind of data over all tables, as `disclosure` takes them."""

    entries: list[Entry] = field(default_factory=list)
    keys: dict[Key, int] = field(default_factory=dict)
    """Each number with its place in the list of numbers."""
    sums: list[Sum] = field(default_factory=list)

    @classmethod
    def of(cls, figures: Iterable[KeyFigure]) -> Ledger:
        """The ledger of tables that count the same data."""
        ledger = cls()
        for figure in figures:
            ledger.entries += entries(figure)
            for whole, parts in lines(figure):
                ledger.sums.append(Sum(ledger._number(whole), tuple(ledger._number(part) for part in parts)))
        for entry in ledger.entries:
            ledger._number(entry.key)
        ledger._add_periods()
        return ledger

    def bounds(self) -> list[Bounds]:
        """What is known of each number by itself; a lower bound above the upper means that two tables disagree."""
        far = 1000 + sum(entry.count for entry in self.entries if isinstance(entry.count, int))
        known = [(0, far)] * len(self.keys)
        for entry in self.entries:
            number = self.keys[entry.key]
            (low, high), (own_low, own_high) = known[number], entry.bounds
            known[number] = max(low, own_low), min(high, own_high)
        return known

    def _number(self, key: Key) -> int:
        return self.keys.setdefault(key, len(self.keys))

    def _add_periods(self) -> None:
        """A longer period is the sum of the shorter ones in it, also of those that no table shows."""
        slices: dict[tuple[str, frozenset[tuple[Dimension, str]]], list[Key]] = {}
        for key in self.keys:
            slices.setdefault((key.data, key.groups), []).append(key)
        for (data, groups), keys in slices.items():
            together: dict[tuple[bool, ...], set[str]] = {}
            for half in sorted(frozenset().union(*(key.halves for key in keys))):
                together.setdefault(tuple(half in key.halves for key in keys), set()).add(half)
            parts = [Key(data, frozenset(part), groups) for part in together.values()]
            for key in keys:
                if key not in parts:
                    self.sums.append(Sum(self._number(key), tuple(self._number(p) for p in parts if p.halves <= key.halves)))


def entries(figure: KeyFigure) -> Iterator[Entry]:
    """Every number in a table, row by row, with the totals that it has."""
    for index, row in enumerate(figure.rows):
        yield from _line(figure, row, row.label, ("rows", index))
    if figure.total:
        yield from _line(figure, figure.total, None, ("total",))


def lines(figure: KeyFigure) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    """The sums of a table: its columns and rows, also those whose total is not shown.

    What is divided by time is left out: the same period may stand in other tables, and `Ledger` adds them all up at once.
    """
    rows: list[str] = [row.label for row in figure.rows]
    columns: list[str | None] = [*figure.columns, None] if figure.columns_by else [None]
    if figure.rows_by is not Dimension.PERIOD:
        for column in columns:
            yield key_of(figure, None, column), tuple(key_of(figure, row, column) for row in rows)
    if figure.columns_by and figure.columns_by is not Dimension.PERIOD:
        for row in (*rows, None):
            yield key_of(figure, row, None), tuple(key_of(figure, row, column) for column in figure.columns)


def key_of(figure: KeyFigure, row: str | None, column: str | None) -> Key:
    """What the number in a row and a column counts; None is all of them together."""
    groups = set[tuple[Dimension, str]]()
    covered = halves(figure.period) if figure.period else frozenset[str]()
    for dimension, name, names in (
        (figure.rows_by, row, [row.label for row in figure.rows]),
        (figure.columns_by, column, figure.columns),
    ):
        if dimension is Dimension.PERIOD:
            covered = frozenset().union(*map(halves, names if name is None else (name,)))
        elif dimension and name is not None:
            groups.add((dimension, " ".join(name.casefold().split())))
    return Key(figure.data, covered, frozenset(groups))


def head(dimension: Dimension | None, name: str) -> str:
    """A row's or a column's name as readers see it."""
    return period_name(name) if dimension is Dimension.PERIOD else name


def _line(figure: KeyFigure, line: Line, label: str | None, at: Location) -> Iterator[Entry]:
    row = "i alt" if label is None else f"»{head(figure.rows_by, label)}«"
    columns: tuple[str | None, ...] = figure.columns if figure.columns_by else (None,)
    counts = (None,) * figure.width if line.suppressed else line.counts
    for index, (column, count) in enumerate(zip(columns, counts, strict=True)):
        says = row if column is None or line.suppressed else f"{row}, {head(figure.columns_by, column)}"
        yield Entry(key_of(figure, label, column), count, figure, at if line.suppressed else (*at, "counts", index), says)
    if figure.columns_by and line.total is not None:
        yield Entry(key_of(figure, label, None), line.total, figure, (*at, "total"), f"{row}, i alt")
