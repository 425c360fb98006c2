"""The look of a site: one small stylesheet in the head of every page, with the rules that its pages use.

A page then needs one answer from the server before it is shown. The same text stands in all pages, so one hash in the
Content-Security-Policy admits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from lightningcss import process_stylesheet

BROWSERS = ["chrome 88", "firefox 78", "safari 14"]
"""The oldest browsers that know `:is()`, which our sheet is written with. What is newer is written so that these read it too."""

SCRIPTED = ("js", "no-js", "md-search", "md-typeset__", "search-call")
"""What the names begin with that no page holds and a script sets: the dialog with its results, and boxes around tables."""


def put_in_pages(site: Path, sheets: Mapping[str, str]) -> None:
    """Replace the links to stylesheets in every page of a built site by one <style>.

    `sheets` are the stylesheets by their path from the site's root; they are joined in the order of the links.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    linked = dict.fromkeys(sheet for text in pages.values() for sheet in _linked(text, sheets))
    css = purged("\n".join(sheets[sheet] for sheet in linked), pages.values())
    for path, text in pages.items():
        if _linked(text, sheets):
            path.write_text(_with_style(text, css, sheets), "utf-8", newline="\n")


def purged(css: str, pages: Iterable[str]) -> str:
    """A stylesheet without the rules for classes and ids that no page has, and without variables that nothing reads."""
    used = {name for text in pages for value in _NAMES_IN_PAGE.findall(text) for name in value.split()}
    names = set(_NAMES_IN_SHEET.findall(css))
    return _without_unread(minified(css, {name for name in names - used if not name.startswith(SCRIPTED)}))


def minified(css: str, unused: Iterable[str] = ()) -> str:
    """A stylesheet in few bytes for `BROWSERS`, without the rules for names that are `unused`."""
    small: str = process_stylesheet(css, unused_symbols=set(unused), browsers_list=BROWSERS)
    return small


_NAMES_IN_PAGE = re.compile(r'\s(?:class|id)="([^"]*)"')
_NAMES_IN_SHEET = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_LINK = re.compile(r'<link(?=[^>]*\srel="stylesheet")[^>]*\shref="([^"]+)"[^>]*>\s*')


def _without_unread(css: str) -> str:
    """The stylesheet without variables that nothing reads; what only they read is unread then, so it takes some rounds."""
    while True:
        unread = set(re.findall(r"[{;](--[\w-]+):", css)) - set(re.findall(r"var\((--[\w-]+)", css))
        smaller = minified(css, unread)
        if len(smaller) >= len(css):
            return css
        css = smaller


def _sheet(link: str, sheets: Mapping[str, str]) -> str | None:
    """The sheet that a link leads to; links are relative to their page, or absolute on the page for what is not found."""
    return next((sheet for sheet in sheets if link == sheet or link.endswith(f"/{sheet}")), None)


def _linked(page: str, sheets: Mapping[str, str]) -> list[str]:
    return [sheet for link in _LINK.findall(page) if (sheet := _sheet(link, sheets))]


def _with_style(page: str, css: str, sheets: Mapping[str, str]) -> str:
    """The page with the style where its first sheet was linked."""
    style = iter([f"<style>{css}</style>\n"])
    return _LINK.sub(lambda match: next(style, "") if _sheet(match[1], sheets) else match[0], page)
