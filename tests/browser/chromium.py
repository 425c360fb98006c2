"""Finds a browser for the tests, or installs one; run as a program it says in one sentence what to do without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")


def on_this_machine() -> str | None:
    """The path of a browser of the Chromium family: from CHROMIUM, from PATH, or Playwright's own; None when there is none."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> str | None:
    """Playwright's browser, downloaded; None when that cannot be done here."""
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False)
    return on_this_machine() if done.returncode == 0 else None


def main() -> int:
    try:
        found = on_this_machine() or install()
    except Error:
        found = None
    if not found:
        print(
            "Ingen browser: installér Chromium (Debian: apt-get install chromium), "
            "eller sæt CHROMIUM til en browsers sti, og kør make test igen.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
