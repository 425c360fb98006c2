"""Pages: an address that can be said aloud, and links that lead to pages that are published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from handbook.plan.audience import Audience
from handbook.plan.page import Page, for_audience, published
from handbook.plan.passage import passages
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.slug import slug

_LINK = re.compile(r"\]\((?P<path>[^)\](#\s:]+\.md)(?:#[^)\s]*)?\)")
_PATH = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.md")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def check(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    yield from _twice(plan, pages)
    paths = {path for _, _, path in published(pages, plan)}
    on = {a: {path for _, _, path in published(for_audience(pages, a), plan.seen_by(a))} for a in Audience}
    for page in pages:
        links = tuple(_links(page))
        yield from _across(page, links, paths, on)
        if not _PATH.fullmatch(page.path):
            parts = page.path.removesuffix(".md").split("/")
            hint = f"Kald den fx `docs/{'/'.join(slug(part) for part in parts)}.md`."
            yield Problem(Place(page.name), "page-path", "Filens navn har tegn, som ikke kan stå i en adresse.", hint)
        folder = posixpath.dirname(page.path)
        for link, target, _, place in links:
            if target not in paths:
                known = [posixpath.relpath(path, folder or ".") for path in paths]
                yield Problem(place, "broken-link", f"Siden `{link}` findes ikke.", did_you_mean(link, known))


Link = tuple[str, str, int, Place]
"""A link to a page as it is written, the path that it leads to below `docs/`, its offset in the body, and where it stands."""


def _across(page: Page, links: tuple[Link, ...], paths: set[str], on: dict[Audience, set[str]]) -> Iterator[Problem]:
    """Links from a page to one that its readers do not have. What only staff see on a page may link as staff may."""
    readers = [(p.offset, p.offset + len(p.text), p.audiences) for p in passages(page.body)] if links else []
    for link, target, offset, place in links:
        seen_by = next((audiences for start, end, audiences in readers if start <= offset < end), frozenset())
        for audience in seen_by.intersection(page.front_matter.audience):
            if target not in paths or target in on[audience]:
                continue
            other = next(a for a in Audience if a is not audience)
            message = f"Siden `{link}` (docs/{target}) er kun for {other.label}, men linket står også for {audience.label}."
            hint = "Skriv `audience: [staff, public]` i hovedet på den side, der linkes til, eller fjern linket."
            yield Problem(place, "audience-reference", message, hint)


def _links(page: Page) -> Iterator[Link]:
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    for match in _LINK.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), match["path"]))
        before = text[: match.start("path")]
        place = Place(page.name, page.first_line + before.count("\n"), len(before) - before.rfind("\n"))
        yield match["path"], target, match.start("path"), place


def _twice(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Two pages with the same address: the one would silently replace the other."""
    first: dict[str, Place] = {}
    for page, record, path in published(pages, plan):
        place = record.place if record else Place(page.name)
        other = first.setdefault(path, place)
        if other != place:
            message = f"Adressen `{path.removesuffix('.md')}` er allerede brugt i {other.path} på linje {other.line}."
            yield Problem(place, "page-path", message, "Giv posten en anden `id`, eller siden et andet navn.")
