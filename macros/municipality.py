"""Macros about the plan itself: adopted when, by whom, and how much of everything there is."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.plan import COLLECTIONS
from handbook.plan.problem import did_you_mean
from macros.macro import Context, MacroError, macro


@macro
def plan_facts(context: Context) -> Markup:
    """Hvornår planen er vedtaget, af hvem, og hvornår den revideres, fx `{{ plan_facts() }}`."""
    municipality = context.plan.municipality
    late = municipality.next_revision < context.today
    return context.html("plan_facts.html", municipality=municipality, late=late)


@macro
def change_history(context: Context) -> Markup:
    """Ændringerne siden vedtagelsen, fx `{{ change_history() }}`."""
    return context.html("change_history.html", changes=context.plan.municipality.history)


@macro
def count(context: Context, kind: str) -> Markup:
    """Hvor mange poster planen har af en slags, talt op, fx `{{ count("elements") }}`."""
    if kind not in COLLECTIONS:
        raise MacroError(f"`{kind}` er ikke en samling i planen.", did_you_mean(str(kind), COLLECTIONS), word=str(kind))
    shown = context.plan.shown_elements if kind == "elements" else context.plan.collection(kind)
    return Markup(str(len(shown)))
