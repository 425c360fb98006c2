"""What the Material templates in `overrides/` may use besides MkDocs' own names."""

from __future__ import annotations

from handbook.plan.dates import danish_date
from handbook.plan.phone import number, tel
from handbook.plan.plan import Plan


def template_globals(plan: Plan) -> dict[str, object]:
    """Names for the templates: the plan, its two fixed contacts, and how dates and numbers are written."""
    return {
        "plan": plan,
        "in_doubt": plan.contacts[plan.municipality.in_doubt],
        "editors": plan.contacts[plan.municipality.editors],
        "danish_date": danish_date,
        "number": number,
        "tel": tel,
        "internal": True,
    }
