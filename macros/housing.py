"""Macros for housing areas: the model's parts, and where the municipality is with each area."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.housing import HousingArea
from macros.macro import WIDTH, Context, macro


@macro
def housing_model(context: Context) -> Markup:
    """Modellens dele som figur og som liste, fx `{{ housing_model() }}`."""
    return context.html("housing_model.html", parts=list(context.plan.housing_parts), width=WIDTH)


@macro
def housing_areas(context: Context) -> Markup:
    """Kommunens boligområder: hvor langt de er, ressourcer, udfordringer, behov og indsats, fx `{{ housing_areas() }}`."""
    return context.html("housing_areas.html", areas=[(area, _next(area, context)) for area in context.plan.housing_areas])


def _next(area: HousingArea, context: Context) -> str | None:
    """The name of the part that comes next, or None when the area has been through them all."""
    parts = list(context.plan.housing_parts)
    return parts[len(area.progress)].name if len(area.progress) < len(parts) else None
