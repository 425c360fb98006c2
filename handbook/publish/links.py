"""Links in the built site: every page, file and anchor that a page points at is there, and nothing is an orphan."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.plan.problem import Place, Problem

START = ("index.html", "404.html", "was/index.html")
"""The pages that no other page has to link to: `/was` is an address that the law's guidance names."""


def link_problems(site: Path, site_url: str, sources: Mapping[str, str]) -> list[Problem]:
    """What is wrong between the pages of a built site.

    Takes the site's folder, its address, and for each HTML file the file that an editor wrote. A link that leads
    nowhere, an anchor twice on a page, a title on two pages and a page that nothing links to are each a problem.
    """
    documents = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    links = list(_links(documents, urlsplit(site_url).path.rstrip("/")))
    problems = [*_broken(links, documents, site), *_anchors(documents), *_titles(documents), *_orphans(links, documents)]
    return [Problem(Place(sources.get(p.place.path, p.place.path)), p.rule, p.message, p.hint) for p in problems]


@dataclass
class _Document(HTMLParser):
    """The ids, the links and the title of one HTML file."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title" and not self.title:
            self.title = data.strip()


@dataclass(frozen=True)
class _Link:
    page: str
    text: str
    path: str
    anchor: str


def _read(path: Path) -> _Document:
    document = _Document()
    document.feed(path.read_text("utf-8"))
    return document


def _links(documents: Mapping[str, _Document], prefix: str) -> Iterator[_Link]:
    """Every link that stays within the site."""
    for page, document in documents.items():
        for text in document.links:
            parts = urlsplit(text)
            if parts.scheme or parts.netloc or parts.query:
                continue
            yield _Link(page, text, _file(page, unquote(parts.path), prefix), unquote(parts.fragment))


def _file(page: str, path: str, prefix: str) -> str:
    """The file that a link's path on a page leads to, from the site's root."""
    if not path:
        return page
    from_root = path.removeprefix(prefix).lstrip("/")
    joined = from_root if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
    folder = path.endswith(("/", ".")) or not joined
    return posixpath.normpath(posixpath.join(joined, "index.html") if folder else joined)


def _broken(links: list[_Link], documents: Mapping[str, _Document], site: Path) -> Iterator[Problem]:
    for link in links:
        if not link.text:
            yield Problem(
                Place(link.page), "broken-link", "Et link på siden er tomt.", "Lav den side, som det skulle føre til, eller slet linket."
            )
        elif link.path not in documents and not (site / link.path).is_file():
            yield Problem(Place(link.page), "broken-link", f"Linket `{link.text}` fører ingen steder hen.", "Ret linket, eller slet det.")
        elif link.anchor and link.path in documents and link.anchor not in documents[link.path].ids:
            message = f"Linket `{link.text}` fører til et sted på siden, som ikke findes."
            yield Problem(Place(link.page), "broken-link", message, "Ret det, der står efter #.")


def _anchors(documents: Mapping[str, _Document]) -> Iterator[Problem]:
    for page, document in documents.items():
        for id in sorted({id for id in document.ids if document.ids.count(id) > 1}):
            hint = "Giv den ene overskrift et andet navn, fx `## Kontakt { #kontakt-os }`."
            yield Problem(Place(page), "duplicate-anchor", f"Navnet `#{id}` bruges to gange på siden.", hint)


def _titles(documents: Mapping[str, _Document]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for page, document in documents.items():
        other = first.setdefault(document.title, page)
        if other != page and page not in START:
            yield Problem(Place(page), "duplicate-title", f"»{document.title}« er også titlen på {other}.", "Giv siden sin egen titel.")


def _orphans(links: list[_Link], documents: Mapping[str, _Document]) -> Iterator[Problem]:
    linked = {link.path for link in links if link.path != link.page}
    for page in documents:
        if page not in linked and page not in START:
            yield Problem(Place(page), "orphan-page", "Ingen side linker hertil.", "Føj siden til `nav` i mkdocs.yml, eller link til den.")
