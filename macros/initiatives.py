"""Macros for initiatives and topics: what the municipality does, by tier, and what each initiative answers."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from handbook.plan.initiative import Initiative
from handbook.plan.views import initiatives_on
from macros.contacts import checked
from macros.macro import Context, macro


@macro
def initiatives(context: Context, tier: str) -> Markup:
    """Indsatserne på ét niveau, de afsluttede sidst, fx `{{ initiatives("opbyggende") }}`."""
    found = [initiative for initiative in context.plan.initiatives if initiative.tier == context.find("tiers", tier).id]
    return context.html("initiatives.html", initiatives=sorted(found, key=lambda initiative: not initiative.goes_on))


@macro
def initiative_follow_ups(context: Context) -> Markup:
    """Hvornår hver indsats skal følges op, den første øverst, fx `{{ initiative_follow_ups() }}`."""
    going_on = [initiative for initiative in context.plan.initiatives if initiative.goes_on]
    return context.html(
        "initiative_follow_ups.html", initiatives=sorted(going_on, key=lambda initiative: initiative.next_follow_up or date.max)
    )


@macro
def topics(context: Context) -> Markup:
    """De emner, planen handler om, og indsatserne for hvert, fx `{{ topics() }}`."""
    return context.html("topics.html", topics=[(topic, initiatives_on(topic, context.plan)) for topic in context.plan.topics])


@macro
def initiative_facts(context: Context) -> Markup:
    """På en indsats' side: type, status, emner, ansvarlig og næste opfølgning, fx `{{ initiative_facts() }}`."""
    return context.html("initiative_facts.html", initiative=context.own(Initiative))


@macro
def initiative_content(context: Context) -> Markup:
    """På en indsats' side: indholdet punkt for punkt, fx `{{ initiative_content() }}`."""
    return context.html("items.html", items=context.own(Initiative).content)


@macro
def initiative_partners(context: Context) -> Markup:
    """På en indsats' side: samarbejdspartnerne, fx `{{ initiative_partners() }}`."""
    partners = [context.plan.stakeholders[id] for id in context.own(Initiative).partners]
    return context.html("initiative_partners.html", partners=partners)


@macro
def initiative_contacts(context: Context) -> Markup:
    """På en indsats' side: hvem man ringer til, fx `{{ initiative_contacts() }}`."""
    contacts = [context.plan.contacts[id] for id in context.own(Initiative).contacts]
    return context.html("contact_cards.html", cards=[(c, checked(context, c)) for c in contacts], home=False)


@macro
def initiative_laws(context: Context) -> Markup:
    """På en indsats' side: reglerne, den bygger på, fx `{{ initiative_laws() }}`."""
    laws = [context.plan.laws[id] for id in context.own(Initiative).laws]
    return context.html("law_list.html", laws=laws, anchors=False, due=None)
