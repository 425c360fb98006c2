"""Macros for the national concept: the matrix, and how far the plan covers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from handbook.plan.concept import Element
from handbook.plan.views import coverage_counts, coverage_of
from handbook.plan.vocabulary import LevelCertainty, SpanCertainty
from macros.macro import Context, macro


@macro
def coverage_summary(context: Context) -> Markup:
    """Hvor mange elementer der er adresseret og mangler, talt op, fx `{{ coverage_summary() }}`."""
    counts = coverage_counts(context.plan)
    return context.html("coverage_summary.html", counts=counts, total=len(context.plan.shown_elements))


@macro
def concept_matrix(context: Context) -> Markup:
    """Konceptet som tabel: niveauer og indsatsniveauer, fx `{{ concept_matrix() }}`."""
    return context.html("concept_matrix.html", levels=list(_levels(context)), coverage=_coverage(context))


@macro
def coverage_report(context: Context) -> Markup:
    """Dækningen for hvert element: status, side, ansvarlig og næste gennemgang, fx `{{ coverage_report() }}`."""
    rows = [(element, coverage_of(element, context.plan)) for element in context.plan.shown_elements]
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
