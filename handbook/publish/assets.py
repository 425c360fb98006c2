"""The theme's files: only those that a page needs, in a folder that is named after what is in it.

The name of the folder changes with the files, so a browser may keep them for a year and never asks again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

_PROGRAM = "assets/javascripts/bundle.*.min.js"
"""Material's program: here it drives the search dialog and nothing else."""
_MATERIALS_WORKER = "assets/javascripts/workers/search.*.min.js"
"""What that program starts to answer questions, by the name that Material's template has for it."""
_SEARCH = "assets/search/"
_WORKER = f"{_SEARCH}worker.js"
"""What it starts here."""


class Assets:
    """The files of the theme in a site: where they are, and the stylesheets, which become part of the pages."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        """Sort the theme's files in `files`: stylesheets and what nobody needs go out, the rest gets its folder."""
        self.sheets: dict[str, str] = {}
        kept: list[File] = []
        replaced = ""
        for file in list(files):
            if file.src_uri.endswith(".css"):
                self.sheets[file.dest_uri] = file.content_string
                files.remove(file)
            elif file.src_dir in config.theme.dirs:
                files.remove(file)
                if fnmatchcase(file.src_uri, _MATERIALS_WORKER):
                    replaced = file.src_uri
                elif _is_needed(file, config):
                    kept.append(file)
        self.folder = f"assets/{_hash(kept)}"
        self.search_program = next((file.src_uri for file in kept if fnmatchcase(file.src_uri, _PROGRAM)), "")
        """The theme's name for `_PROGRAM`, for the template that says where to fetch it."""
        self._names = {file.src_uri: f"{self.folder}/{file.src_uri.removeprefix('assets/')}" for file in kept}
        self.search_folder = f"{self.folder}/{_SEARCH.removeprefix('assets/')}".rstrip("/")
        """Where our part of search is published."""
        for file in kept:
            files.append(File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, dest_uri=self._names[file.src_uri]))
        if _WORKER in self._names:
            if not (self.search_program and replaced):
                raise PluginError("Material har fået andre navne til sin søgning. Se handbook/publish/assets.py.")
            self._names[replaced] = self._names[_WORKER]

    def filter(self, url: Callable[[Context, str], str]) -> Any:
        """MkDocs' filter `url` for templates, which then knows the theme's files by the names that they have in the theme."""

        @pass_context
        def to_published(context: Context, name: str) -> str:
            return url(context, self._names.get(name, name))

        return to_published


def _is_needed(file: File, config: MkDocsConfig) -> bool:
    own = file.src_dir == config.theme.custom_dir
    named = file.src_uri in (config.theme.get("favicon"), config.theme.get("logo"))
    return own or named or fnmatchcase(file.src_uri, _PROGRAM)


def _hash(files: list[File]) -> str:
    content = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.src_uri):
        content.update(f"{file.src_uri} {len(file.content_bytes)} ".encode() + file.content_bytes)
    return content.hexdigest()[:8]
