"""Links in the built site: every page, file and anchor that a page points at is there, and nothing is an orphan."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.plan.problem import Place, Problem


@dataclass
class _Document(HTMLParser):
    """The ids and the links of one HTML file, with the lines on which the links stand."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.links.append((self.getpos()[0], value))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()
            self._in_title = False


def broken_links(site: Path, site_url: str) -> list[Problem]:
    """What is wrong with the links of a built site.

    Takes the site's folder and address. A link that leads nowhere, an id used twice on a page, a title used by
    two pages and a page that no other page links to are each a problem at the place in the HTML.
    """
    documents = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    problems: list[Problem] = []
    linked: set[str] = set()
    titles: dict[str, str] = {}
    prefix = urlsplit(site_url).path.rstrip("/")
    for name, document in documents.items():
        for id in sorted({i for i in document.ids if document.ids.count(i) > 1}):
            problems.append(Problem(Place(name), "duplicate-anchor", f"Ankeret `#{id}` findes to gange på siden.", "Giv den ene overskrift et andet navn, fx `{ #navn }`."))
        if name != "404.html" and document.title in titles:
            problems.append(Problem(Place(name), "duplicate-title", f"»{document.title}« er også titlen på {titles[document.title]}.", "Giv siden sin egen titel."))
        titles.setdefault(document.title, name)
        for line, link in document.links:
            target = _target(name, link, prefix)
            if target is None:
                continue
            path, anchor = target
            if path != name:
                linked.add(path)
            if path not in documents and not (site / path).is_file():
                problems.append(Problem(Place(name, line), "broken-link", f"Linket `{link}` fører ingen steder hen.", "Ret linket, eller slet det."))
            elif anchor and path in documents and anchor not in documents[path].ids:
                problems.append(Problem(Place(name, line), "broken-link", f"Siden i linket `{link}` har ikke noget sted med navnet `{anchor}`.", "Ret det, der står efter #."))
    for name in documents:
        if name not in linked and name not in ("index.html", "404.html"):
            problems.append(Problem(Place(name), "orphan-page", "Ingen side linker hertil.", "Føj siden til `nav` i mkdocs.yml, eller link til den."))
    return problems


def _read(path: Path) -> _Document:
    document = _Document()
    document.feed(path.read_text("utf-8"))
    return document


def _target(name: str, link: str, prefix: str) -> tuple[str, str] | None:
    """The file in the site that a link on page `name` leads to, and the anchor; None when it leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or (not parts.path and not parts.fragment):
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        path = path.removeprefix(prefix).lstrip("/") or "index.html"
    elif path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) + ("/" if path.endswith(("/", ".")) else "")
    else:
        path = name
    if path.endswith("/") or path in (".", "./"):
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path, unquote(parts.fragment)
