"""Somebody answers: closed contacts lead on to an open one, roles know whom to call, mailboxes are functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.contact import Contact
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, did_you_mean
from handbook.plan.vocabulary import Task

EMERGENCY = {"alarm-112": "112", "politi-114": "114"}
"""The contacts that every page shows, and the number that each must have."""


def check(plan: Plan) -> Iterator[Problem]:
    for id, number in EMERGENCY.items():
        contact = plan.contacts.get(id)
        if contact and contact.phone != number:
            hint = f"Skriv `phone: {number}`. Nummeret står på hver side."
            yield Problem(contact.place_of("phone"), "phone", f"»{contact.name}« skal have nummeret {number}.", hint)
    for municipality in plan.municipalities:
        in_doubt = plan.contacts.get(municipality.in_doubt)
        if in_doubt and not in_doubt.phone:
            message = f"»{in_doubt.name}« har intet telefonnummer, men er den, man ringer til i tvivl."
            yield Problem(municipality.place_of("in_doubt"), "phone", message, "Vælg en kontakt med et nummer.")
    for contact in plan.contacts:
        yield from _outside_hours(contact, plan)
        if contact.mailbox and not is_function(contact.mailbox, plan):
            local = contact.mailbox.partition("@")[0]
            yield Problem(contact.place_of("mailbox"), "mailbox", f"`{local}` er ikke navnet på en funktion.", mailbox_hint(local, plan))
        if not (contact.phone or contact.mailbox or contact.website):
            yield Problem(
                contact.place, "missing-key", f"»{contact.name}« har hverken telefon eller postkasse.", "Skriv `phone` eller `mailbox`."
            )
    for role in plan.roles:
        if not role.contacts:
            yield Problem(
                role.place, "role-without-contact", f"Rollen »{role.name}« har ingen at ringe til.", "Skriv fx `contacts: [infohus]`."
            )


def is_function(mailbox: str, plan: Plan) -> bool:
    """Whether what stands before @, or every word of it, is on the plan's list of functions."""
    local = mailbox.partition("@")[0].lower()
    return local in plan.mailbox_functions or all(word in plan.mailbox_functions for word in re.split(r"[-._]", local))


def mailbox_hint(local: str, plan: Plan) -> str:
    """What to write instead of a mailbox that is no function."""
    near = did_you_mean(local, plan.mailbox_functions.ids)
    return f"{near} Brug en funktionspostkasse. Er det en funktion, så føj ordet til `mailbox_functions`."


def _outside_hours(contact: Contact, plan: Plan) -> Iterator[Problem]:
    """Follows the chain of out-of-hours contacts until one that is always open."""
    if not {Task.CONCERN, Task.ACUTE} & set(contact.tasks):
        return
    place = contact.place_of("outside_hours") if contact.outside_hours else contact.place
    current, seen = contact, {contact.id}
    while not (current.hours and current.hours.always):
        following = current.outside_hours
        if not following:
            end = "den lukker" if current is contact else f"»{current.name}« lukker"
            message = f"Når {end}, er der ingen at ringe til i stedet for »{contact.name}«."
            yield Problem(place, "contact-outside-hours", message, "Skriv `outside_hours` med en kontakt, der svarer, fx `politi-114`.")
            return
        if following in seen:
            message = f"`outside_hours` for »{contact.name}« fører i ring uden at nå en, der svarer døgnet rundt."
            yield Problem(place, "contact-outside-hours", message, "Lad den sidste i rækken pege på fx `politi-114`.")
            return
        seen.add(following)
        found = plan.contacts.get(following)
        if found is None:
            return
        if not found.phone:
            message = f"»{found.name}« har intet telefonnummer at ringe til, når der er lukket."
            yield Problem(place, "contact-outside-hours", message, "Vælg en kontakt med et nummer, fx `politi-114`.")
            return
        current = found
