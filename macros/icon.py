"""Icons: inline SVG from the icon set that comes with Material (Material Design Icons, Apache 2.0)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

_NAMES = {
    "phone": "phone",
    "mail": "email",
    "clock": "clock-outline",
    "web": "web",
    "checked": "check-circle-outline",
    "due": "alert",
    "covered": "check-circle",
    "partly": "circle-half-full",
    "missing": "circle-outline",
    "irrelevant": "minus-circle-outline",
    "concern": "forum",
    "acute": "alert-octagon",
    "general": "sprout",
    "search": "magnify",
    "info": "information-outline",
    "act": "alert",
    "combine": "layers-outline",
    "do": "check-circle",
    "avoid": "minus-circle-outline",
    "write": "pencil-outline",
    "calendar": "calendar-check",
}


@cache
def icon(name: str) -> Markup:
    """The icon as inline SVG, hidden from screen readers: the words beside it say the same. Raises KeyError."""
    svg = files("material").joinpath("templates", ".icons", "material", f"{_NAMES[name]}.svg").read_text("utf-8")
    paths = "".join(re.findall(r"<path[^>]*/>", svg))
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{paths}</svg>')
