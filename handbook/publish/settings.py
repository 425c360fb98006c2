"""The settings of a site: whose it is, what it says of itself, and that its menu leads to pages that its readers have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.plan.audience import Audience
from handbook.plan.page import Page
from handbook.plan.problem import Place, Problem

PUBLIC_FILE = "mkdocs.public.yml"
STAFF_STYLE = "assets/internal.css"
"""The part of the look that says "Internt"."""
OWN = ("site_name", "site_description", "site_url")
"""What the citizens' site must say itself: inherited, it would be the handbook's."""


def settings_problems(config: MkDocsConfig, pages: tuple[Page, ...], audience: Audience) -> Iterator[Problem]:
    """What is wrong with the configuration file of a site, each at its line."""
    file = Path(config.config_file_path)
    text = file.read_text("utf-8")
    if audience is Audience.STAFF and file.name == PUBLIC_FILE:
        hint = "Skriv `plugins:`, `handbook:` og `audience: public` under hinanden, rykket ind."
        yield Problem(Place(file.name), "audience", "Filen laver borgernes side, men siger ikke, at den er for borgere.", hint)
    for key in OWN if audience is Audience.PUBLIC else ():
        if not re.search(rf"^{key}:", text, re.MULTILINE):
            yield Problem(Place(file.name), "audience", f"Borgernes side skal have sin egen `{key}`.", f"Skriv `{key}: …` i filen.")
    others = {page.path: page for page in pages if not page.is_for(audience)}
    for path in _paths(config.nav):
        if path in others:
            line = next((number for number, line in enumerate(text.splitlines(), 1) if path in line.split()), 1)
            column = text.splitlines()[line - 1].find(path) + 1
            message = f"Menuen viser `{path}`, men siden er ikke for {audience.label}."
            hint = f"Fjern linjen, eller skriv `audience: [staff, public]` i hovedet på {others[path].name}."
            yield Problem(Place(file.name, line, column or 1), "audience-reference", message, hint)


def forget_inherited(config: MkDocsConfig) -> None:
    """Remove what the citizens' site would take over from the handbook: where its source is, who wrote it, and "Internt"."""
    config.repo_url = config.edit_uri = config.edit_uri_template = None
    config.site_author = config.copyright = None
    config.extra_css = [sheet for sheet in config.extra_css if sheet != STAFF_STYLE]


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
