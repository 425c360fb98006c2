"""Paper: a link that is printed must say where it leads. The stylesheet shows `data-address` after the link in print."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_LINK = re.compile(r'<a (?P<class>class="button[^"]*" )?href="(?P<href>[^"]+)">(?P<text>.*?)</a>', re.DOTALL)


def with_addresses(html: str, here: str) -> str:
    """The page's content with an address at each link to another page.

    Takes the HTML and the page's own address below the site, fx `akut/`. A page of this site gets its path from the
    site's root, another site its whole address. Numbers, mailboxes and links whose text is the address need none.
    """

    def told(match: re.Match[str]) -> str:
        address = _address(match["href"], here)
        if address is None or match["href"] in match["text"]:
            return match[0]
        return f'<a {match["class"] or ""}href="{match["href"]}" data-address="{address}">{match["text"]}</a>'

    return _LINK.sub(told, html)


def _address(href: str, here: str) -> str | None:
    link = urlsplit(href)
    if link.scheme in ("http", "https"):
        return href
    return None if link.scheme or not link.path else urlsplit(urljoin(f"https://site.example/{here}", href)).path
