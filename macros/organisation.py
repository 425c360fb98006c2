"""Macros for the organisation: who has which task on which level, the practice model, and what is recorded."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.views import organisation, registrations
from handbook.plan.vocabulary import Task
from macros.macro import Context, macro


@macro
def organisation_matrix(context: Context) -> Markup:
    """Planens tre opgaver på politisk, strategisk og udførende niveau, fx `{{ organisation_matrix() }}`."""
    return context.html("organisation_matrix.html", tasks=list(Task), rows=organisation(context.plan))


@macro
def practice_models(context: Context) -> Markup:
    """Den praksismodel, kommunen har valgt, og hvordan de andre er anderledes, fx `{{ practice_models() }}`."""
    chosen = context.plan.municipality.practice_model
    models = sorted(context.plan.practice_models, key=lambda model: model.id != chosen)
    return context.html("practice_models.html", models=models, chosen=chosen)


@macro
def registration_table(context: Context) -> Markup:
    """Hvad der bliver registreret på hvert trin, i hvilket system og af hvem, fx `{{ registration_table() }}`."""
    return context.html("registration_table.html", steps=registrations(context.plan), systems=list(context.plan.systems))
