"""Pages: an address that can be said aloud, and links that lead to pages that are published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from handbook.plan.page import Page, published
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.slug import slug

_LINK = re.compile(r"\]\((?P<path>[^)\](#\s:]+\.md)(?:#[^)\s]*)?\)")
_PATH = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.md")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def check(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    yield from _twice(plan, pages)
    paths = {path for _, _, path in published(pages, plan)}
    for page in pages:
        if not _PATH.fullmatch(page.path):
            parts = page.path.removesuffix(".md").split("/")
            hint = f"Kald den fx `docs/{'/'.join(slug(part) for part in parts)}.md`."
            yield Problem(Place(page.name), "page-path", "Filens navn har tegn, som ikke kan stå i en adresse.", hint)
        folder = posixpath.dirname(page.path)
        body = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
        for link in _LINK.finditer(body):
            target = posixpath.normpath(posixpath.join(folder, link["path"]))
            if target not in paths:
                before = body[: link.start("path")]
                place = Place(page.name, page.first_line + before.count("\n"), len(before) - before.rfind("\n"))
                known = [posixpath.relpath(path, folder or ".") for path in paths]
                yield Problem(place, "broken-link", f"Siden `{link['path']}` findes ikke.", did_you_mean(link["path"], known))


def _twice(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Two pages with the same address: the one would silently replace the other."""
    first: dict[str, Place] = {}
    for page, record, path in published(pages, plan):
        place = record.place if record else Place(page.name)
        other = first.setdefault(path, place)
        if other != place:
            message = f"Adressen `{path.removesuffix('.md')}` er allerede brugt i {other.path} på linje {other.line}."
            yield Problem(place, "page-path", message, "Giv posten en anden `id`, eller siden et andet navn.")
