"""Macros for danger and contacts: whom to call."""

from __future__ import annotations

import json
from typing import TypeVar

from markupsafe import Markup

from handbook.plan.audience import Audience
from handbook.plan.contact import Contact
from handbook.plan.dates import due
from handbook.plan.phone import number, tel
from handbook.plan.problem import did_you_mean
from handbook.plan.record import Choice
from handbook.plan.views import contacts_for, in_doubt
from handbook.plan.vocabulary import Age, Task
from macros.macro import Context, MacroError, macro
from macros.sandbox import as_text

C = TypeVar("C", bound=Choice)


@macro
def emergency(
    context: Context, title: str = "Er der fare nu?", text: str = "Ring først. Også hvis du er i tvivl, og før du ringer til din leder."
) -> Markup:
    """Blokken med 112 og 114, fx `{{ emergency() }}` eller `{{ emergency(title="Ring nu") }}`."""
    calls = [context.find("contacts", id) for id in ("alarm-112", "politi-114")]
    more = context.page("akut/index.md") if context.path != "akut/index.md" else None
    return context.html("emergency.html", title=title, text=text, calls=calls, more=more)


@macro
def call(context: Context, id: str) -> Markup:
    """En stor knap, der ringer op, fx `{{ call("infohus") }}`."""
    return context.html("call.html", contact=_with_phone(context, id))


@macro
def phone(context: Context, id: str) -> Markup:
    """Nummeret som link midt i en sætning, fx `Ring til infohuset på {{ phone("infohus") }}.`"""
    digits = _with_phone(context, id).phone or ""
    return Markup(f'<a class="phone" href="{tel(digits)}">{number(digits)}</a>')


@macro
def mailbox(context: Context, id: str) -> Markup:
    """Postkassen som link midt i en sætning, fx `Skriv til {{ mailbox("infohus") }}.`"""
    contact = context.find("contacts", id)
    if not contact.mailbox:
        raise _lacks(context, contact, "postkasse", "mailbox", "phone")
    address = as_text(contact.mailbox)
    return Markup(f'<a href="mailto:{address}">{address}</a>')


@macro
def contact_cards(context: Context, *ids: str, task: str | None = None, age: str | None = None) -> Markup:
    """Kort med nummer og åbningstid, fx `{{ contact_cards("infohus", "hotline") }}`.

    Eller dem, der passer til en opgave og en alder: `{{ contact_cards(task="bekymring", age="under-18") }}`.
    """
    if ids:
        contacts = tuple(context.find("contacts", id) for id in ids)
    else:
        contacts = contacts_for(context.plan, _choice(Task, task), _choice(Age, age))
    return context.html("contact_cards.html", cards=[(c, checked(context, c)) for c in contacts], home=context.path == "kontakt/index.md")


@macro
def open_now(context: Context, *ids: str) -> Markup:
    """Hvem der har åbent hvornår, fx `{{ open_now("infohus", "hotline") }}`. I en browser også, hvem der har åbent nu."""
    contacts = [_with_phone(context, id) for id in ids]
    return context.html("open_now.html", rows=[(contact, _week(contact)) for contact in contacts])


@macro
def entrances(context: Context) -> Markup:
    """De tre indgange på forsiden, for medarbejdere eller for borgere, fx `{{ entrances() }}`."""
    return context.html("entrances.html")


@macro
def search_box(context: Context) -> Markup:
    """Søgefeltet på startsiden, fx `{{ search_box() }}`."""
    return context.html("search_box.html", contact=in_doubt(context.plan, context.audience))


def checked(context: Context, contact: Contact) -> str:
    """`due`, `fresh` or `never`: how the date on which a number was last tried is shown."""
    if contact.verified is None:
        return "never"
    return "due" if due(contact.verified, contact.review_months) < context.today else "fresh"


def _week(contact: Contact) -> str:
    """The opening hours for the page's script: Monday to Sunday, `true` when always open, `null` when nobody knows."""
    hours = contact.hours
    if hours is None or hours.always:
        return "null" if hours is None else "true"
    return json.dumps([[f"{day.opens:%H:%M}", f"{day.closes:%H:%M}"] if day else None for day in hours.week], separators=(",", ":"))


def _with_phone(context: Context, id: str) -> Contact:
    contact: Contact = context.find("contacts", id)
    if not contact.phone:
        raise _lacks(context, contact, "telefonnummer", "phone", "mailbox")
    return contact


def _lacks(context: Context, contact: Contact, what: str, key: str, instead: str) -> MacroError:
    """The contact has no number or mailbox, or none that this page's readers may see."""
    none = "ingen" if what == "postkasse" else "intet"
    if context.audience is Audience.PUBLIC:
        hint = f"Føj `{key}` til kontaktens `public`, eller brug `{instead}`."
        return MacroError(f"»{contact.name}« har {none} {what}, som borgere må se.", hint, rule="audience-reference")
    return MacroError(f"»{contact.name}« har {none} {what}.", f"Brug `{instead}`, eller skriv `{key}` hos kontakten.")


def _choice(kind: type[C], word: str | None) -> C | None:
    chosen = next((member for member in kind if member == word), None)
    if word is not None and chosen is None:
        raise MacroError(f"`{word}` er ikke en mulighed.", did_you_mean(str(word), list(kind)), word=str(word))
    return chosen
