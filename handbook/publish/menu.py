"""The menu of a site: `nav` in its configuration names only pages that its readers have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.plan.audience import Audience
from handbook.plan.page import Page
from handbook.plan.problem import Place, Problem


def menu_problems(config: MkDocsConfig, pages: tuple[Page, ...], audience: Audience) -> Iterator[Problem]:
    """Entries of `nav` that lead to a page for other readers, each at its line of the configuration file."""
    others = {page.path: page for page in pages if not page.is_for(audience)}
    file = Path(config.config_file_path)
    lines = file.read_text("utf-8").splitlines()
    for path in _paths(config.nav):
        if path in others:
            line = next((number for number, text in enumerate(lines, 1) if path in text.split()), 1)
            column = lines[line - 1].find(path) + 1
            message = f"Menuen viser `{path}`, men siden er ikke for {audience.label}."
            hint = f"Fjern linjen, eller skriv `audience: [staff, public]` i hovedet på {others[path].name}."
            yield Problem(Place(file.name, line, column or 1), "audience-reference", message, hint)


def _paths(nav: object) -> Iterator[str]:
    """The paths in `nav`, whatever groups they stand in."""
    match nav:
        case str():
            yield nav
        case list():
            for item in nav:
                yield from _paths(item)
        case dict():
            for value in nav.values():
                yield from _paths(value)
