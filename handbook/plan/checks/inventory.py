"""The inventory: what the sources name has its place in the handbook, and the place is still there."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.audience import Audience
from handbook.plan.inventory import InventoryItem
from handbook.plan.loader import Loaded
from handbook.plan.page import Addresses, Page, published
from handbook.plan.plan import COLLECTIONS
from handbook.plan.problem import Problem, did_you_mean


def check(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    if not loaded.plan.inventory:
        return
    at = {path: page for page, _, path in published(pages, loaded.plan)}
    addresses = Addresses.of(pages, loaded.plan)
    for item in loaded.plan.inventory:
        yield from _page(item, at) if item.page else _record(item, loaded, addresses)


def _page(item: InventoryItem, at: dict[str, Page]) -> Iterator[Problem]:
    place = item.place_of("where")
    if item.page not in at:
        yield Problem(place, "page-missing", f"Siden `docs/{item.page}` findes ikke.", did_you_mean(item.page, at))
    elif not at[item.page].is_for(Audience.STAFF):
        message = f"Siden `docs/{item.page}` er kun for borgere og findes ikke i håndbogen."
        yield Problem(place, "audience-reference", message, "Vælg en side eller en post i håndbogen.")
    elif item.anchor and item.anchor not in (anchors := at[item.page].anchors):
        message = f"Siden `docs/{item.page}` har ingen overskrift, der hedder `{item.anchor}`."
        yield Problem(place, "section-missing", message, did_you_mean(item.anchor, anchors))


def _record(item: InventoryItem, loaded: Loaded, addresses: Addresses) -> Iterator[Problem]:
    place, (kind, id) = item.place_of("where"), item.record
    if kind not in COLLECTIONS:
        yield Problem(place, "unknown-reference", f"`{kind}` er ikke en slags post.", did_you_mean(kind, COLLECTIONS))
    elif id not in (known := loaded.plan.collection(kind)):
        if (kind, id) not in loaded.broken:
            yield Problem(place, "unknown-reference", f"`{id}` står ikke under `{kind}:` i planen.", did_you_mean(id, known.ids))
    elif addresses.record(kind, id) is None:
        message = f"Posten `{id}` under `{kind}:` har intet sted, man kan linke til."
        hint = "Skriv siden i stedet, fx `where: planen/noegletal.md#egne`."
        yield Problem(place, "page-missing", message, hint)
