"""Macros for stakeholders and the competence plan: who is needed, what they must be able to, and when they learn it."""

from __future__ import annotations

from typing import TypeVar

from markupsafe import Markup

from handbook.plan.problem import did_you_mean
from handbook.plan.record import Choice
from handbook.plan.views import trainings_for
from handbook.plan.vocabulary import Knowledge, StakeholderKind
from macros.macro import Context, MacroError, macro

C = TypeVar("C", bound=Choice)


@macro
def stakeholders(context: Context, kind: str) -> Markup:
    """Interessenterne af én slags, fx `{{ stakeholders("civilsamfund") }}`."""
    chosen = _choice(StakeholderKind, kind)
    groups = [group for group in context.plan.stakeholders if group.kind is chosen]
    partner_in = {group.id: [i for i in context.plan.initiatives if i.goes_on and group.id in i.partners] for group in groups}
    return context.html("stakeholders.html", groups=groups, partner_in=partner_in)


@macro
def competence_plan(context: Context, knowledge: str) -> Markup:
    """Kompetenceplanen for dem på ét niveau af viden, fx `{{ competence_plan("udvikle") }}`."""
    level = _choice(Knowledge, knowledge)
    rows = [(group, trainings_for([group], context.plan)) for group in context.plan.stakeholders if group.knowledge is level]
    return context.html("competence_plan.html", level=level, rows=rows)


@macro
def trainings(context: Context) -> Markup:
    """Alle kurser og oplæg, det næste øverst, fx `{{ trainings() }}`."""
    return context.html("trainings.html", trainings=sorted(context.plan.trainings, key=lambda training: training.next_date))


def _choice(kind: type[C], word: str) -> C:
    chosen = next((member for member in kind if member == word), None)
    if chosen is None:
        raise MacroError(f"`{word}` er ikke en mulighed.", did_you_mean(str(word), list(kind)), word=str(word))
    return chosen
