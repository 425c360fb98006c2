"""Puts a finished site in the place of the published one, so that readers see the old or the new, never half."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put_in_place(new: Path, published: Path) -> None:
    """Swap the folder `new` in as `published` and remove what stood there. Both are on the same disk.

    On Linux the two folders change names in one step of the system. Elsewhere there are two renames, and the
    old folder is moved back when the second fails. Raises OSError when the disk refuses.
    """
    published = published.resolve()
    published.parent.mkdir(parents=True, exist_ok=True)
    old = published.with_name(f".{published.name}-old")
    if not published.exists():
        new.rename(published)
    elif sys.platform == "linux" and _exchange(new, published):
        shutil.rmtree(new)
    else:
        shutil.rmtree(old, ignore_errors=True)
        published.rename(old)
        try:
            new.rename(published)
        except OSError:
            old.rename(published)
            raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two names in one step (Linux 3.15 and a disk that knows how)."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return renameat2 is not None and renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
