"""What a reader can work out: compared with every way to fill the numbers in, on many small random tables."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from handbook.plan.disclosure import Bounds, Sum, UndecidedError, possible_values
from handbook.plan.key_figure import KeyFigure, halves
from handbook.plan.ledger import Ledger, key_of
from handbook.plan.plan import Plan
from tests.conftest import FIGURES


def every_way(bounds: list[Bounds], sums: list[Sum]) -> list[set[int]]:
    """The values of each number over all ways to fill them in: slow, and too simple to be wrong."""
    found: list[set[int]] = [set() for _ in bounds]
    for values in itertools.product(*[range(low, high + 1) for low, high in bounds]):
        if all(values[each.whole] == sum(values[part] for part in each.parts) for each in sums):
            for number, value in enumerate(values):
                found[number].add(value)
    return found


def test_the_possible_values_are_those_of_every_way_to_fill_the_numbers_in() -> None:
    chance = random.Random(2026)  # noqa: S311 - the same tables every time
    narrow = 0
    for _ in range(150):
        sums = [Sum(p[0], tuple(p[1:])) for p in (chance.sample(range(6), chance.randint(2, 4)) for _ in range(chance.randint(1, 4)))]
        bounds = [(low, low + chance.choice((0, 0, 3, 4))) for low in (chance.randint(0, 3) for _ in range(6))]
        for number, values in enumerate(every_way(bounds, sums)):
            assert possible_values(number, bounds, sums, enough=9) == values
            narrow += 0 < len(values) < 4
    assert narrow > 50


def test_a_table_of_three_hidden_pairs_is_solved_where_no_single_sum_decides() -> None:
    hidden: list[Bounds] = [(0, 50)] * 3
    sums = [Sum(3, (0, 1)), Sum(4, (1, 2)), Sum(5, (0, 2))]
    known: list[Bounds] = [(5, 5), (6, 6), (7, 7)]
    assert [possible_values(n, hidden + known, sums, enough=4) for n in range(3)] == [{3}, {2}, {4}]


def test_a_search_that_would_take_too_long_says_so() -> None:
    bounds: list[Bounds] = [(0, 50)] * 3 + [(5, 5), (6, 6), (7, 7)]
    with pytest.raises(UndecidedError):
        possible_values(0, bounds, [Sum(3, (0, 1)), Sum(4, (1, 2)), Sum(5, (0, 2))], enough=4, tries=1)


def test_a_large_table_is_judged_within_a_fifth_of_a_second() -> None:
    rows, columns = 12, 8
    cells = [[r * columns + c for c in range(columns)] for r in range(rows)]
    down = [rows * columns + c for c in range(columns)]
    bounds: list[Bounds] = [(9, 9)] * (rows * columns + columns)
    for row in (1, 4, 7):
        for column in range(columns):
            bounds[cells[row][column]] = (1, 4) if (row + column) % 2 else (5, 9999)
    for column in range(columns):
        bounds[down[column]] = (130, 130)
    sums = [Sum(down[c], tuple(cells[r][c] for r in range(rows))) for c in range(columns)]
    begun = time.process_time()
    assert all(len(possible_values(cells[1][c], bounds, sums, enough=4)) == 4 for c in range(columns))
    took = time.process_time() - begun
    FIGURES.append(f"disclosure: {columns} hidden numbers of a table of {rows} × {columns} in {took * 1000:.0f} ms")
    assert took < 0.2


def test_a_year_is_the_same_number_in_every_table_of_the_same_data(demo: Plan) -> None:
    area, age = demo.key_figures["henvendelser-efter-fagomraade"], demo.key_figures["henvendelser-efter-alder"]
    cases = demo.key_figures["sager-efter-alder"]
    assert key_of(area, None, "2025") == key_of(age, None, "2025")
    assert key_of(area, None, "2025") != key_of(cases, None, "2025")
    assert key_of(area, "Skole", "2025") == key_of(area, "SKOLE ", "2025")
    assert halves("2025") == halves("2025-1") | halves("2025-2")


def test_every_sum_of_the_demo_holds_for_what_it_shows(demo: Plan) -> None:
    of: dict[str, list[KeyFigure]] = {}
    for figure in demo.key_figures:
        of.setdefault(figure.data, []).append(figure)
    whole = 0
    for figures in of.values():
        ledger = Ledger.of(figures)
        bounds = ledger.bounds()
        for each in ledger.sums:
            if all(bounds[n][0] == bounds[n][1] for n in (each.whole, *each.parts)):
                assert bounds[each.whole][0] == sum(bounds[n][0] for n in each.parts)
                whole += 1
    assert whole >= 4
