"""Macros for action cards: what to do on one sheet of paper."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handbook.plan.card import Card
from handbook.plan.drawn_card import DrawnCard, card_of, drawn
from handbook.plan.problem import did_you_mean
from macros.contacts import checked
from macros.macro import Context, MacroError, macro

KINDS = ("situation", "rolle")


@macro
def card_list(context: Context, kind: str) -> Markup:
    """Action cards til en situation eller en rolle, fx `{{ card_list("situation") }}` eller `{{ card_list("rolle") }}`."""
    if kind not in KINDS:
        raise MacroError(f"`{kind}` er ikke en slags kort.", did_you_mean(str(kind), KINDS), word=str(kind))
    own = {card.id for role in context.plan.roles if role.frontline and (card := card_of(role, context.plan))}
    cards = [drawn(card, context.plan) for card in context.plan.cards if (card.id in own) is (kind == "rolle")]
    return context.html("card_list.html", cards=cards)


@macro
def card_head(context: Context) -> Markup:
    """På et korts side: hvem det er til, og opgaven, fx `{{ card_head() }}`."""
    return context.html("card_head.html", card=_drawn(context))


@macro
def card_steps(context: Context) -> Markup:
    """På et korts side: trinnene, 112 først, fx `{{ card_steps() }}`."""
    return context.html("card_steps.html", card=_drawn(context), alarm=context.find("contacts", "alarm-112"))


@macro
def card_contacts(context: Context) -> Markup:
    """På et korts side: hvem man ringer til, og hvornår de svarer, fx `{{ card_contacts() }}`."""
    card = _drawn(context)
    return context.html("card_contacts.html", cards=[(contact, checked(context, contact)) for contact in card.contacts])


@macro
def card_avoid(context: Context) -> Markup:
    """På et korts side: hvad man ikke gør, fx `{{ card_avoid() }}`."""
    return context.html("items.html", items=_drawn(context).avoid)


@macro
def card_write_down(context: Context) -> Markup:
    """På et korts side: hvad man skriver ned, fx `{{ card_write_down() }}`."""
    return context.html("card_write_down.html", card=_drawn(context))


@macro
def card_foot(context: Context) -> Markup:
    """På et korts side: ansvarlig, godkendt, gyldig til, udgave og adressen med QR-kode, fx `{{ card_foot() }}`."""
    card = _drawn(context)
    return context.html("card_foot.html", card=card, address=live_address(context, card.card))


def live_address(context: Context, card: Card) -> str:
    """Where the newest edition of a card is read: on the intranet, whatever build the paper came from."""
    way = replace(context.addresses, directory_urls=True).record("cards", card.id) or ""
    return f"{context.plan.municipality.staff_url.rstrip('/')}/{way}"


def _drawn(context: Context) -> DrawnCard:
    return drawn(context.own(Card), context.plan)
