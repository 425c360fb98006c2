"""A macro for what other municipalities have learnt."""

from __future__ import annotations

from markupsafe import Markup

from macros.macro import Context, macro


@macro
def experience(context: Context, id: str) -> Markup:
    """En erfaring fra en anden kommune som kasse, fx `{{ experience("selvindsigt") }}`."""
    record = context.find("experiences", id)
    return context.html("experience.html", experience=record, source=context.plan.sources[record.source])
