"""Pages: a link from one Markdown file to another leads to a page that is published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from handbook.plan.page import Page, published
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, did_you_mean

_LINK = re.compile(r"\]\((?P<path>[^)#\s:]+\.md)(?:#[^)\s]*)?\)")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def check(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    paths = {path for _, _, path in published(pages, plan)}
    for page in pages:
        folder = posixpath.dirname(page.path)
        body = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
        for link in _LINK.finditer(body):
            target = posixpath.normpath(posixpath.join(folder, link["path"]))
            if target not in paths:
                before = body[: link.start("path")]
                place = Place(page.name, page.first_line + before.count("\n"), len(before) - before.rfind("\n"))
                known = [posixpath.relpath(path, folder or ".") for path in paths]
                yield Problem(place, "broken-link", f"Siden `{link['path']}` findes ikke.", did_you_mean(link["path"], known))
