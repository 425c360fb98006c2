"""Macros for the national concept: the prevention triangle, the matrix, and how far the plan covers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from handbook.plan.concept import Element, Level, Tier
from handbook.plan.views import Tally, coverage_counts, coverage_of, tally
from handbook.plan.vocabulary import LevelCertainty, SpanCertainty, Status
from macros.bars import Bar, BarGroup, bars
from macros.macro import WIDTH, Context, macro


@macro
def tier_triangle(context: Context) -> Markup:
    """Forebyggelsestrekanten som figur og som liste, fx `{{ tier_triangle() }}`."""
    return context.html("tier_triangle.html", bands=_bands(context.plan.tiers.ids, context), width=WIDTH)


@macro
def concept_logic(context: Context) -> Markup:
    """Konceptets logik som figur og som liste: beslutning, udførelse og antal elementer, fx `{{ concept_logic() }}`."""
    if not context.plan.tiers:
        return Markup("")
    rows = [_Row.of(number, level, context) for number, level in enumerate(context.plan.levels)]
    return context.html("concept_logic.html", rows=rows, width=WIDTH)


@macro
def coverage_summary(context: Context) -> Markup:
    """Hvor mange elementer der er adresseret og mangler, talt op, fx `{{ coverage_summary() }}`."""
    counts = coverage_counts(context.plan)
    return context.html("coverage_summary.html", counts=counts, total=len(context.plan.shown_elements))


@macro
def coverage_matrix(context: Context) -> Markup:
    """Hvor meget af konceptet planen dækker på hvert niveau, i procent, som figur og tabel, fx `{{ coverage_matrix() }}`."""
    plan = context.plan
    columns = [*((level.name, level.id) for level in plan.levels), ("I alt", None)]
    rows = [
        (name, [(column, tally(plan, level, tier)) for column, level in columns])
        for name, tier in (*((tier.name, tier.id) for tier in plan.tiers), ("I alt", None))
    ]
    groups = (
        BarGroup("Efter indsatsniveau", tuple(_percent(tier.name, tally(plan, tier=tier.id)) for tier in plan.tiers)),
        BarGroup("Efter beslutning og udførelse", tuple(_percent(level.name, tally(plan, level.id)) for level in plan.levels)),
    )
    words = "Én søjle for hvert niveau. Den viser, hvor mange procent af elementerne der er adresseret. Tabellen har tallene."
    figure = bars(context, groups, id="daekning", title="Hvor meget er adresseret?", description=words, most=100)
    return context.html("coverage_matrix.html", columns=[name for name, _ in columns], rows=rows, figure=figure)


@macro
def concept_matrix(context: Context) -> Markup:
    """Konceptet som tabel: niveauer og indsatsniveauer, fx `{{ concept_matrix() }}`."""
    return context.html("concept_matrix.html", levels=list(_levels(context)), coverage=_coverage(context))


@macro
def coverage_report(context: Context) -> Markup:
    """Dækningen for hvert element, det manglende først: status, næste skridt, side og ansvarlig, fx `{{ coverage_report() }}`."""
    rows = [(element, coverage_of(element, context.plan)) for element in context.plan.shown_elements]
    rows.sort(key=lambda row: _URGENCY[row[1].status if row[1] else Status.MISSING])
    return context.html("coverage_report.html", rows=rows)


@macro
def element_facts(context: Context) -> Markup:
    """På et elements side: niveau, kilde og hvor sikker placeringen er, fx `{{ element_facts() }}`."""
    element: Element = context.own(Element)
    sure = element.level_certainty is LevelCertainty.STATED and element.span_certainty is not SpanCertainty.INFERRED
    merged = [context.plan.elements[id] for id in element.merges]
    return context.html("element_facts.html", element=element, sure=sure, merged=merged)


@macro
def element_coverage(context: Context) -> Markup:
    """På et elements side: hvor langt planen er, fx `{{ element_coverage() }}`."""
    element: Element = context.own(Element)
    return context.html("element_coverage.html", element=element, coverage=coverage_of(element, context.plan))


_URGENCY = {Status.MISSING: 0, Status.PARTLY: 1, Status.COVERED: 2, Status.IRRELEVANT: 3}


def _percent(name: str, counted: Tally) -> Bar:
    percent = counted.percent
    return Bar(name, percent, "" if percent is None else f"{percent} %")


@dataclass(frozen=True)
class _Band:
    """One tier of the triangle, as a shape. Whole numbers: the templates print nothing else."""

    tier: Tier
    points: str
    baseline: int
    bottom: int


def _bands(tiers: tuple[str, ...], context: Context) -> list[_Band]:
    """The tiers from the top down. The top is the tallest, since its name must fit where the triangle is narrow."""
    top, height, gap = 128, 80, 4
    whole = top + height * (len(tiers) - 1)
    bands = []
    for number, id in enumerate(reversed(tiers)):
        end = top + height * number
        start = end - height if number else 0
        upper, lower = (round(WIDTH / 2 * y / whole) for y in (start, end - gap))
        middle = WIDTH // 2
        points = f"{middle - upper},{start} {middle + upper},{start} {middle + lower},{end - gap} {middle - lower},{end - gap}"
        bands.append(_Band(context.plan.tiers[id], points, end - (34 if number else 18), end))
    return bands


@dataclass(frozen=True)
class _Row:
    """One level of the concept's logic: how many elements stand on it, over several tiers and in each."""

    level: Level
    top: int
    spanning: int
    whole: bool
    cells: list[tuple[Tier, int, int]]
    """Each tier with how many elements it has alone, and where its box begins."""
    cell_width: int

    @classmethod
    def of(cls, number: int, level: Level, context: Context) -> _Row:
        own = [element for element in context.plan.shown_elements if element.level == level.id]
        tiers = context.plan.tiers
        spanning = [element for element in own if len(element.tiers) > 1]
        width = (WIDTH - 12 - 6 * (len(tiers) - 1)) // len(tiers)
        cells = [(tier, sum(e.tiers == (tier.id,) for e in own), 6 + (width + 6) * place) for place, tier in enumerate(tiers)]
        return cls(level, 184 * number, len(spanning), all(len(e.tiers) == len(tiers) for e in spanning), cells, width)


def _levels(context: Context) -> Any:
    """Each level with its spanning elements and, per tier, the elements that stand in that column alone.

    An element over some but not all tiers spans those columns; the guide's figure has only one and all.
    """
    tiers = context.plan.tiers.ids
    for level in context.plan.levels:
        own = [element for element in context.plan.shown_elements if element.level == level.id]
        spanning = [(element, [t for t in tiers if t in element.tiers]) for element in own if len(element.tiers) > 1]
        spans = [(element, tiers.index(cover[0]), len(cover)) for element, cover in spanning]
        columns = [(context.plan.tiers[t], [e for e in own if e.tiers == (t,)]) for t in tiers]
        yield level, spans, columns


def _coverage(context: Context) -> Callable[[Element], Any]:
    return lambda element: coverage_of(element, context.plan)
