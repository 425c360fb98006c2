"""What the Material templates in `overrides/` may use besides MkDocs' own names."""

from __future__ import annotations

from handbook.plan.audience import Audience
from handbook.plan.dates import danish_date
from handbook.plan.phone import number, tel
from handbook.plan.plan import Plan
from handbook.plan.views import in_doubt


def template_globals(plan: Plan, audience: Audience) -> dict[str, object]:
    """Names for the templates: the plan, its two fixed contacts, and how dates and numbers are written.

    Citizens have an entrance and a place for feedback of their own. Raises KeyError when a site for them has neither,
    which the checks report.
    """
    municipality = plan.municipality
    internal = audience is Audience.STAFF
    return {
        "plan": plan,
        "in_doubt": in_doubt(plan, audience),
        "editors": plan.contacts[municipality.editors if internal else municipality.feedback or ""],
        "site_title": municipality.handbook_name if internal else municipality.public_name,
        "danish_date": danish_date,
        "number": number,
        "tel": tel,
        "internal": internal,
    }
