"""The Nu Html Checker reads both sites, where Java and its jar are at hand: npm's `vnu-jar`, or VNU_JAR with the path."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import FIGURES


def _jar() -> Path | None:
    if named := os.environ.get("VNU_JAR"):
        return Path(named)
    if not shutil.which("npm"):
        return None
    root = subprocess.run(["npm", "root", "--global"], capture_output=True, text=True, check=False).stdout.strip()
    jar = Path(root) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return jar if jar.is_file() else None


def _errors(jar: Path, *paths: Path) -> list[str]:
    done = subprocess.run(
        ["java", "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "json", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    return [f"{message.get('url', '')}: {message['message']}" for message in messages]


@pytest.fixture(scope="module")
def jar() -> Path:
    found = _jar()
    if not found or not shutil.which("java"):
        FIGURES.append("HTML: not checked, because java or vnu-jar is missing here (npm install --global vnu-jar)")
        pytest.skip("java or vnu-jar is missing")
    return found


def test_every_page_of_both_sites_is_valid(jar: Path, staff_site: Path, public_site: Path) -> None:
    pages = [len(list(site.rglob("*.html"))) for site in (staff_site, public_site)]
    errors = _errors(jar, staff_site, public_site)
    FIGURES.append(f"HTML: {pages[0]} staff and {pages[1]} public pages, {len(errors)} errors by the Nu Html Checker")
    assert errors == []


def test_the_checker_finds_what_is_wrong(jar: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=da><title>x</title><p><table role=presentation><tr><td></p>", "utf-8")
    assert _errors(jar, page) != []
