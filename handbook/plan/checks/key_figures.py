"""Key figures: nothing small is shown, nothing hidden can be worked out, and open data measures nobody.

Three decisions of this project, since no source of the plan settles them. They are explained to editors in the guide.
A count from 1 to 4 is not shown. A zero is: it names nobody, unless it leaves one single group in a line, for then
the table says of everybody in the line that they belong to it. A hidden number that may be small must still have four
possible values, as many as `under-5` itself admits. No message repeats a number that is to be hidden: logs are read too.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.disclosure import UndecidedError, narrowed, possible_values
from handbook.plan.key_figure import SMALL, KeyFigure, halves
from handbook.plan.ledger import Entry, Key, Ledger, entries, key_of, lines
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem
from handbook.plan.record import Location
from handbook.plan.vocabulary import DataLevel, Dimension, Withheld

POSSIBLE = SMALL - 1
"""How many values a hidden number must keep when it may be small."""


def check(plan: Plan) -> Iterator[Problem]:
    tables: dict[str, list[KeyFigure]] = {}
    for figure in plan.key_figures:
        yield from _level(figure, plan)
        wrong = list(_shape(figure))
        yield from wrong
        if not wrong:
            tables.setdefault(figure.data, []).append(figure)
    for figures in tables.values():
        wrong = [problem for figure in figures for problem in (*_small(figure), *_alike(figure))]
        wrong = wrong or list(_sums(figures))
        yield from wrong or _revealed(figures)


def _level(figure: KeyFigure, plan: Plan) -> Iterator[Problem]:
    data = plan.data_sources.get(figure.data)
    if data and data.level is not DataLevel.OWN:
        message = f"»{data.name}« kan ikke stå som nøgletal: Tal om alle i kommunen måler ikke radikalisering."
        hint = "Tæl noget, kommunen selv har registreret uden navne: en datakilde med `level: egne`."
        yield Problem(figure.place_of("data"), "open-data-count", message, hint)


def _shape(figure: KeyFigure) -> Iterator[Problem]:
    """The table is a table, and each of its periods is one that exists and is counted once."""
    if figure.columns_by and not figure.columns:
        hint = 'Skriv kolonnernes navne, fx `columns: ["2025"]`.'
        yield Problem(figure.place_of("columns_by"), "missing-key", "`columns` mangler.", hint)
    if figure.columns and not figure.columns_by:
        hint = "Skriv, hvad kolonnerne deler op efter, fx `columns_by: periode`."
        yield Problem(figure.place_of("columns"), "missing-key", "`columns_by` mangler.", hint)
    if figure.columns_by is figure.rows_by:
        message = f"Linjer og kolonner deler begge op efter `{figure.rows_by}`."
        yield Problem(figure.place_of("columns_by"), "wrong-value", message, "Vælg en anden opdeling, eller udelad `columns_by`.")
    if not figure.period and Dimension.PERIOD not in (figure.rows_by, figure.columns_by):
        yield Problem(figure.place, "missing-key", "Tabellen siger ikke, hvornår der er talt.", 'Skriv fx `period: "2025"`.')
    yield from _names(figure, figure.rows_by, [(row.label, ("rows", i, "label")) for i, row in enumerate(figure.rows)])
    yield from _names(figure, figure.columns_by, [(column, ("columns", i)) for i, column in enumerate(figure.columns)])
    for index, row in enumerate(figure.rows):
        yield from _width(figure, f"»{row.label}«", ("rows", index), suppressed=row.suppressed, counts=len(row.counts))
    if figure.total:
        yield from _width(figure, "»I alt«", ("total",), suppressed=figure.total.suppressed, counts=len(figure.total.counts))


def _names(figure: KeyFigure, by: Dimension | None, names: list[tuple[str, Location]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, at in names:
        place = figure.place_of(*at)
        if by is Dimension.PERIOD:
            if not _is_period(name):
                hint = "Skriv et år, fx `2026`, eller et halvår, fx `2026-1`."
                yield Problem(place, "wrong-value", f"`{name}` er hverken et år eller et halvår.", hint)
                continue
            own = set(halves(name))
            if seen & own:
                yield Problem(place, "wrong-value", f"`{name}` overlapper en anden periode i tabellen.", "Vælg år eller halvår.")
        else:
            own = {" ".join(name.casefold().split())}
            if seen & own:
                yield Problem(place, "wrong-value", f"`{name}` står der to gange.", "Læg de to linjer sammen.")
        seen |= own


def _is_period(name: str) -> bool:
    year, dash, half = name.partition("-")
    return year.isdigit() and len(year) == len("2026") and year.startswith("20") and (half in ("1", "2") if dash else True)


def _width(figure: KeyFigure, line: str, at: Location, *, suppressed: bool, counts: int) -> Iterator[Problem]:
    place = figure.place_of(*at, "counts")
    if suppressed and counts:
        yield Problem(place, "wrong-shape", f"{line} er skjult, men har tal.", "Slet tallene. Det, der ikke står i filen, kan ingen læse.")
    elif not suppressed and counts != figure.width:
        message = f"{line} har {counts} tal, men tabellen har {figure.width} {'kolonne' if figure.width == 1 else 'kolonner'}."
        hint = "Skriv et tal for hver, `0` for ingen, `under-5` for 1 til 4, eller `suppressed: true` for at skjule hele linjen."
        yield Problem(place, "wrong-shape", message, hint)


def _small(figure: KeyFigure) -> Iterator[Problem]:
    for entry in entries(figure):
        if isinstance(entry.count, int) and 0 < entry.count < SMALL:
            message = f"Tallet er under {SMALL} og kan pege på en person ({entry.says})."
            hint = "Skriv `under-5`, læg linjen sammen med en anden, eller skjul den med `suppressed: true`."
            yield Problem(figure.place_of(*entry.location), "small-count", message, hint)


def _alike(figure: KeyFigure) -> Iterator[Problem]:
    """A line in which all others are zero tells the group of everybody in it. Time is no group."""
    by_key = {entry.key: entry for entry in entries(figure)}
    for _, parts in lines(figure):
        line = [by_key[part] for part in parts if part in by_key]
        some = [entry for entry in line if entry.count != 0]
        if len(line) > 1 and len(line) == len(parts) and len(some) == 1:
            entry = some[0]
            message = f"Alle de andre tal er nul. Så siger tabellen noget om enhver, der er talt med ({entry.says})."
            hint = "Læg linjer eller kolonner sammen, så mindst to har et tal."
            yield Problem(figure.place_of(*entry.location), "one-group", message, hint)


def _sums(figures: list[KeyFigure]) -> Iterator[Problem]:
    """Totals are what their numbers make, and one number is the same in all tables."""
    first: dict[Key, Entry] = {}
    for figure in figures:
        for entry in entries(figure):
            other = first.setdefault(entry.key, entry)
            if max(entry.bounds[0], other.bounds[0]) > min(entry.bounds[1], other.bounds[1]):
                message = f"{entry.says[:1].upper()}{entry.says[1:]} er noget andet i »{other.figure.name}«."
                hint = f"Det er det samme, der tælles. Ret det ene tal. Det andet står på linje {_line_of(other)}."
                yield Problem(figure.place_of(*entry.location), "count-sum", message, hint)
        yield from _totals(figure)
    ledger = Ledger.of(figures)
    bounds = ledger.bounds()
    if all(low <= high for low, high in bounds) and not any(map(_off, figures)) and narrowed(bounds, ledger.sums) is None:
        names = ", ".join(f"»{figure.name}«" for figure in figures)
        message = f"Tallene går ikke op, når tabellerne læses sammen: {names}."
        yield Problem(figures[0].place, "count-sum", message, "Regn efter: De samme henvendelser skal give det samme antal i hver tabel.")


def _totals(figure: KeyFigure) -> Iterator[Problem]:
    for entry, least, most in _off(figure):
        made = f"giver {least}" if least == most else "giver noget andet"
        message = f"Tallene {made}, men i alt står der {entry.count} ({entry.says})."
        yield Problem(figure.place_of(*entry.location), "count-sum", message, "Regn efter. Hver sag tæller i netop én linje.")


def _off(figure: KeyFigure) -> list[tuple[Entry, int, int]]:
    """The totals of a table that its own numbers cannot make, with the least and the most that they can."""
    by_key = {entry.key: entry for entry in entries(figure)}
    found = []
    for whole, parts in (*lines(figure), *_over_time(figure)):
        if whole in by_key and all(part in by_key for part in parts):
            total = by_key[whole]
            least, most = (sum(by_key[part].bounds[side] for part in parts) for side in (0, 1))
            if max(least, total.bounds[0]) > min(most, total.bounds[1]):
                found.append((total, least, most))
    return found


def _over_time(figure: KeyFigure) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    labels = [row.label for row in figure.rows]
    if figure.rows_by is Dimension.PERIOD:
        for column in (*figure.columns, None):
            yield key_of(figure, None, column), tuple(key_of(figure, label, column) for label in labels)
    if figure.columns_by is Dimension.PERIOD:
        for label in (*labels, None):
            yield key_of(figure, label, None), tuple(key_of(figure, label, column) for column in figure.columns)


def _line_of(entry: Entry) -> int:
    return entry.figure.place_of(*entry.location).line


def _revealed(figures: list[KeyFigure]) -> Iterator[Problem]:
    """The hidden numbers of which a reader of all tables knows too much."""
    ledger = Ledger.of(figures)
    hidden = {entry.key: entry for entry in reversed(ledger.entries) if entry.count in (None, Withheld.SMALL)}
    if not hidden:
        return
    bounds = ledger.bounds()
    for key, entry in reversed(hidden.items()):
        place = entry.figure.place_of(*entry.location)
        try:
            values = possible_values(ledger.keys[key], bounds, ledger.sums, enough=POSSIBLE)
        except UndecidedError:
            message = f"Der er skjult så meget, at kontrollen ikke kan se, om tallet kan regnes ud ({entry.says})."
            yield Problem(place, "count-revealed", message, "Vis færre tal i alt, eller læg linjer sammen.")
            continue
        if len(values) < POSSIBLE and any(0 < value < SMALL for value in values):
            message = f"Tallet er skjult, men kan regnes ud eller næsten regnes ud af de tal, der vises ({entry.says})."
            hint = "Skriv også `skjult` ved et større tal i samme linje og samme kolonne, eller udelad `total`. Se også de andre tabeller."
            yield Problem(place, "count-revealed", message, hint)
