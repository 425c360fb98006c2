"""Builds sites beside the published ones and swaps them in only when all is well."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from handbook.publish.offline import pack
from handbook.publish.settings import PUBLIC_FILE
from handbook.publish.swap import put_in_place

CONFIGS = {"staff": "mkdocs.yml", "public": PUBLIC_FILE}
"""The sites by name, and the configuration of each."""
OFFLINE = "{}-offline.zip"
"""The file that a site becomes when it is to be opened from the disk."""
_FROM_DISK = {"use_directory_urls": False}
"""A disk has nobody who answers a folder's address with its index."""


def build(project: Path, sites: Sequence[str], into: Path | None = None, *, offline: bool = False) -> str | None:
    """Build sites of a project beside the published ones, and swap them in when every one of them is sound.

    They stand in `into`, which is `site/` when nothing is said. `offline` makes of each one zip file that opens from the
    disk, and leaves the folders alone. Returns None when all is well, otherwise a Danish text that says what MkDocs, the
    plan or the gate found; the last good sites then stand untouched.
    """
    folder = into or project / "site"
    new = {site: folder / f".{site}-new" for site in sites}
    folder.mkdir(parents=True, exist_ok=True)
    _show_warnings()
    try:
        for site, beside in new.items():
            shutil.rmtree(beside, ignore_errors=True)
            if reason := _build(project / CONFIGS[site], beside, **(_FROM_DISK if offline else {})):
                return reason
        for site, beside in new.items():
            if offline:
                packed = beside.with_suffix(".zip")
                pack(beside, packed, site)
                packed.replace(folder / OFFLINE.format(site))
            else:
                put_in_place(beside, folder / site)
    finally:
        for beside in new.values():
            shutil.rmtree(beside, ignore_errors=True)
    return None


def _build(file: Path, into: Path, **changes: Any) -> str | None:
    """Build one site. `changes` are settings that go before those in the configuration."""
    try:
        config = load_config(str(file), site_dir=str(into), strict=True, **changes)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except Abort as error:
        return str(error)
    except MkDocsException as error:
        return f"{file.name}:1:1: mkdocs: {error}"
    return None


def _show_warnings() -> None:
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
