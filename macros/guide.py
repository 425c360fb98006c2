"""The macro for the guide: a question with its replies, or the advice that they lead to."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from handbook.plan.advice import advice
from handbook.plan.stop import Stop, stops
from handbook.plan.vocabulary import Action
from macros.contacts import checked
from macros.macro import Context, macro

HOME = "hvad-nu/index.md"
"""The page with the first question. The others are published per record."""


@macro
def guide(context: Context) -> Markup:
    """Guidens første spørgsmål. På guidens andre sider: spørgsmålet eller rådet, fx `{{ guide() }}`."""
    stop = context.record if isinstance(context.record, Stop) else next(iter(stops(context.plan)), None)
    if stop is None:
        return Markup("")
    if stop.answer is None:
        groups = [(way, [sign for sign in context.plan.signs if way.answer and sign.weight == way.answer.weight]) for way in stop.ways]
        shown = [(way, signs) for way, signs in groups if signs]
        return context.html("guide_question.html", stop=stop, address=partial(_address, context), groups=shown)
    given = advice(stop, context.plan)
    contacts = [(contact, checked(context, contact)) for contact in given.contacts]
    return context.html("guide_advice.html", stop=stop, advice=given, address=partial(_address, context), cards=contacts, actions=Action)


def _address(context: Context, id: str) -> str | None:
    return context.address("guide", id) if id else context.page(HOME)
