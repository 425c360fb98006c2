"""Macros for roles: who has which task."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.drawn_card import card_of
from handbook.plan.role import Role
from handbook.plan.views import groups_of, steps_of, trainings_for
from handbook.plan.vocabulary import RoleLevel
from macros.contacts import checked
from macros.macro import Context, macro


@macro
def role_list(context: Context) -> Markup:
    """»Jeg er …«: de roller, der møder borgerne, fx `{{ role_list() }}`."""
    return context.html("role_list.html", roles=[role for role in context.plan.roles if role.frontline])


@macro
def roles_table(context: Context) -> Markup:
    """Alle roller i en tabel, fx `{{ roles_table() }}`."""
    levels = [(level, [role for role in context.plan.roles if role.level is level]) for level in RoleLevel]
    return context.html("roles_table.html", levels=[(level, roles) for level, roles in levels if roles])


@macro
def role_actions(context: Context) -> Markup:
    """På en rolles side: de knapper, der haster, og rollens action card, fx `{{ role_actions() }}`."""
    role: Role = context.own(Role)
    calls = [contact for id in role.contacts if (contact := context.plan.contacts[id]).phone]
    actions = {duty.action for step in steps_of(role, context.plan) for duty in (*step.under_18, *step.over_18)}
    return context.html(
        "role_actions.html", role=role, actions=actions, first=calls[0] if calls else None, card=card_of(role, context.plan)
    )


@macro
def role_always(context: Context) -> Markup:
    """På en rolles side: det, rollen altid skal, fx `{{ role_always() }}`."""
    return context.html("role_always.html", role=context.own(Role))


@macro
def role_do_dont(context: Context) -> Markup:
    """På en rolles side: gør og gør ikke, fx `{{ role_do_dont() }}`."""
    return context.html("role_do_dont.html", role=context.own(Role))


@macro
def role_steps(context: Context) -> Markup:
    """På en rolles side: hvad rollen gør på hvert trin, under og over 18, fx `{{ role_steps() }}`."""
    role = context.own(Role)
    return context.html("role_steps.html", role=role, steps=steps_of(role, context.plan))


@macro
def role_knowledge(context: Context) -> Markup:
    """På en rolles side: hvad rollen skal vide, og hvor den lærer det, fx `{{ role_knowledge() }}`."""
    role = context.own(Role)
    return context.html("role_knowledge.html", role=role, trainings=trainings_for(groups_of(role, context.plan), context.plan))


@macro
def role_contacts(context: Context) -> Markup:
    """På en rolles side: hvem rollen ringer til, fx `{{ role_contacts() }}`."""
    contacts = [context.plan.contacts[id] for id in context.own(Role).contacts]
    return context.html("contact_cards.html", cards=[(c, checked(context, c)) for c in contacts], home=False)


@macro
def role_laws(context: Context) -> Markup:
    """På en rolles side: de regler, rollen skal kende, fx `{{ role_laws() }}`."""
    role = context.own(Role)
    return context.html("law_list.html", laws=[context.plan.laws[id] for id in role.laws], anchors=False, due=None)
