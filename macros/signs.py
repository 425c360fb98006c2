"""Macros for warning signs: always with the caveats before the first of them."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.problem import did_you_mean
from handbook.plan.vocabulary import SignGroup, Weight
from macros.macro import Context, MacroError, macro


@macro
def sign_caveats(context: Context) -> Markup:
    """Forbeholdene, som skal stå før det første tegn, fx `{{ sign_caveats() }}`."""
    return context.html("sign_caveats.html")


@macro
def sign_legend(context: Context) -> Markup:
    """Forklaringen på tegnenes to vægte, fx `{{ sign_legend() }}`."""
    return context.html("sign_legend.html", serious=Weight.SERIOUS, combined=Weight.COMBINED)


@macro
def signs(context: Context, group: str) -> Markup:
    """Tegnene i én gruppe, fx `{{ signs("handlinger") }}`."""
    if group not in list(SignGroup):
        raise MacroError(f"`{group}` er ikke en gruppe af tegn.", did_you_mean(str(group), list(SignGroup)), word=str(group))
    if "sign_caveats" not in context.used:
        hint = "Skriv `{{ sign_caveats() }}` før det første tegn."
        raise MacroError("Siden viser tegn uden forbehold.", hint, rule="caveats-missing")
    return context.html("signs.html", signs=[sign for sign in context.plan.signs if sign.group == group])


@macro
def protective_factors(context: Context) -> Markup:
    """Det, der beskytter, fx `{{ protective_factors() }}`."""
    return context.html("protective_factors.html")
