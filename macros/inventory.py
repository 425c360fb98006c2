"""Macro for where in the handbook everything is that the sources name."""

from __future__ import annotations

from markupsafe import Markup

from handbook.plan.inventory import InventoryItem
from handbook.plan.problem import did_you_mean
from handbook.plan.vocabulary import InventoryKind
from macros.macro import Context, MacroError, macro


@macro
def inventory(context: Context, kind: str) -> Markup:
    """Hvor i håndbogen alt det er, kilderne nævner: `modeller`, `vaerktoejer` eller `aktoerer`, fx `{{ inventory("modeller") }}`."""
    if kind not in list(InventoryKind):
        raise MacroError(f"`{kind}` er ikke en mulighed.", did_you_mean(str(kind), list(InventoryKind)), word=str(kind))
    items = [(item, *_place(item, context)) for item in context.plan.inventory if item.kind == kind]
    return context.html("inventory.html", items=items)


def _place(item: InventoryItem, context: Context) -> tuple[str | None, str | None, str | None]:
    """The way to the item, what its source lacks, and what is there instead: a tool says that itself."""
    if item.page:
        way = context.page(item.page)
        return (f"{way}#{item.anchor}" if way and item.anchor else way), item.missing, item.own
    way = context.address(*item.record)
    if item.record[0] != "tools" or (tool := context.plan.tools.get(item.record[1])) is None:
        return way, item.missing, item.own
    return way, item.missing or tool.missing, item.own or tool.own
