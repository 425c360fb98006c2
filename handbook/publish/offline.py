"""A site as one zip file, for a USB stick: unpacked, it opens from the disk without a server or the net, search included."""

from __future__ import annotations

import zipfile
from pathlib import Path

from handbook.publish.headers import SERVER_FILES

_ONLINE = (*SERVER_FILES, "404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
"""What only servers and search engines read."""
_INDEX = "search/search_index.json"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file knows: the same site gives the same bytes."""


def pack(site: Path, file: Path, folder: str) -> None:
    """Write a built site into the zip file `file`, within a folder so that it does not spill where it is unpacked.

    The site is built without directory addresses. A page that is opened from the disk may run a script from there but
    not read a file, so the search index is given as a script.
    """
    with zipfile.ZipFile(file, "w") as packed:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name, content = path.relative_to(site).as_posix(), path.read_bytes()
            if name in _ONLINE:
                continue
            if name == _INDEX:
                name, content = _INDEX.removesuffix("on"), b"var __index = " + content
            packed.writestr(zipfile.ZipInfo(f"{folder}/{name}", _WHEN), content, zipfile.ZIP_DEFLATED, 9)
