"""Builds a site beside the published one and swaps it in only when all is well."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from handbook.publish.swap import put_in_place

CONFIGS = {"staff": "mkdocs.yml"}
"""The sites by name, and the configuration of each."""


def build(project: Path, site: str, into: Path | None = None) -> str | None:
    """Build one of the sites of a project.

    The new site takes the place of the old in `into`, which is `site/<name>` when nothing is said, only when MkDocs
    and the plugin found nothing wrong. Returns None when it did, otherwise a Danish text that says why not; the
    last good site then stands untouched.
    """
    published = into or project / "site" / site
    new = published.with_name(f".{published.name}-new")
    shutil.rmtree(new, ignore_errors=True)
    new.parent.mkdir(parents=True, exist_ok=True)
    _show_warnings()
    try:
        config = load_config(str(project / CONFIGS[site]), site_dir=str(new), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except Abort as error:
        shutil.rmtree(new, ignore_errors=True)
        return str(error)
    except MkDocsException as error:
        shutil.rmtree(new, ignore_errors=True)
        return f"{CONFIGS[site]}:1:1: mkdocs: {error}"
    put_in_place(new, published)
    return None


def _show_warnings() -> None:
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
