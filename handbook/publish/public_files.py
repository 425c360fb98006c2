"""Which files the citizens' site holds: those that the plan calls public, and nothing that somebody forgot."""

from __future__ import annotations

import html

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from handbook.plan.hidden import is_public_file
from handbook.plan.municipality import Municipality

_PROGRAMS = ("assets/open_now.js", "assets/search/", "assets/vendor/")
"""Programs that templates name: who is open, search, and what was never ours."""


def keep_public(files: Files, paths: frozenset[str], config: MkDocsConfig) -> None:
    """Remove every file that is neither a public page, public media nor a part of the look.

    `paths` are the public pages by their path below `docs/`. Of our own files in `overrides/` only those that the
    configuration names are a part of the look, and the programs. What a plugin has made is not known here, and goes.
    """
    own = {str(path) for path in (*config.extra_css, *config.extra_javascript, config.theme.get("favicon"), config.theme.get("logo"))}
    for file in list(files):
        page = file.is_documentation_page() and file.src_uri in paths
        media = file.src_dir == config.docs_dir and not file.is_documentation_page() and is_public_file(file.src_uri)
        not_ours = file.src_dir != config.theme.custom_dir or file.src_uri.startswith(_PROGRAMS)
        theme = file.src_dir in config.theme.dirs and (not_ours or file.src_uri in own)
        if not (page or media or theme):
            files.remove(file)


def robots(*, public: bool, site_url: str) -> str:
    """What search engines may read: all of the citizens' site, nothing of the handbook."""
    if not public:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {site_url.rstrip('/')}/sitemap.xml\n"


def statement_redirect(municipality: Municipality) -> str:
    """The page at `/was/`, which leads to the accessibility statement (webtilgængelighedsloven § 4)."""
    address = html.escape(municipality.accessibility_statement or "", quote=True)
    return (
        '<!doctype html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f"<title>Tilgængelighedserklæring - {html.escape(municipality.name)}</title>\n</head>\n"
        f'<body>\n<h1>Tilgængelighedserklæring</h1>\n<p>Læs erklæringen på <a href="{address}">{address}</a>.</p>\n</body>\n</html>\n'
    )
