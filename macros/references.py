"""Macros for laws, words and sources: explained in one place and linked from everywhere."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.dates import due
from handbook.plan.reference import Source
from macros.macro import Context, macro


@macro
def law(context: Context, id: str, text: str | None = None) -> Markup:
    """En regel som link midt i en sætning, fx `{{ law("barnets-lov-133") }}` eller `{{ law("lab", "loven om beskæftigelse") }}`."""
    record = context.find("laws", id)
    return context.html("inline_link.html", text=text or record.name, href=context.address("laws", id), kind="law-link")


@macro
def laws(context: Context) -> Markup:
    """Alle regler med forklaring og kilde, fx `{{ laws() }}`."""
    return context.html("law_list.html", laws=list(context.plan.laws), anchors=True, due=lambda source: _state(source, context) == "due")


@macro
def term(context: Context, id: str, text: str | None = None) -> Markup:
    """Et ord fra ordlisten som link, fx `{{ term("infohus") }}` eller `{{ term("infohus", "infohuset") }}`."""
    record = context.find("terms", id)
    return context.html("inline_link.html", text=text or record.name, href=context.address("terms", id), kind="term-link")


@macro
def glossary(context: Context) -> Markup:
    """Hele ordlisten i alfabetisk orden, fx `{{ glossary() }}`."""
    terms = sorted(context.plan.terms, key=lambda term: danish_order(term.name))
    return context.html("glossary.html", terms=terms)


@macro
def source(context: Context, id: str) -> Markup:
    """En kilde med dato og tjek, fx `{{ source("guide-2018") }}`."""
    record = context.find("sources", id)
    return context.html("source.html", source=record, state=_state(record, context))


@macro
def sources(context: Context) -> Markup:
    """Alle kilder, fx `{{ sources() }}`."""
    return context.html("source_list.html", sources=[(s, _state(s, context)) for s in context.plan.sources])


def danish_order(word: str) -> tuple[int, ...]:
    """A key that sorts as Danish does: æ, ø and å after z."""
    return tuple(_ALPHABET.find(sign) for sign in word.casefold())


_ALPHABET = " -0123456789abcdefghijklmnopqrstuvwxyzæøå"


def _state(source: Source, context: Context) -> str:
    """How the day on which a source was last opened is shown; the municipality's own practice is no source to open."""
    if source.publisher == context.plan.municipality.name:
        return "own"
    if source.checked is None:
        return "never"
    return "due" if due(source.checked, source.review_months) < context.today else "fresh"
