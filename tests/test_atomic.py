"""`handbook build` publishes all or nothing: killed at any moment, or stopped by a problem, it leaves the last good sites whole."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook.publish import build as building
from handbook.publish import swap
from handbook.publish.build import build
from tests.conftest import PROJECT, TODAY

SITES = ["staff", "public"]
STAFF = """\
site_name: Lille håndbog
site_dir: site/staff
strict: true
theme: {name: material, language: da, font: false}
plugins:
  handbook: {}
  macros: {module_name: macros, on_undefined: strict, on_error_fail: true}
markdown_extensions: [attr_list, md_in_html]
"""
PUBLIC = """\
INHERIT: mkdocs.yml
site_name: Lille side
site_description: En lille side for borgere
site_url: https://borgere.proeveby.example/
site_dir: site/public
plugins:
  handbook: {audience: public}
"""
START = """\
---
title: Start
audience: [staff, public]
---

# Start

{{ emergency() }}
"""
BUILD = ["build", "--today", str(TODAY)]

Files = dict[str, bytes]


def files(site: Path) -> Files:
    """Every file of a site, byte for byte."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Files], dict[str, Files]]]:
    """The small plan with both sites published and then changed, the published files, and those of a build of the change."""
    project = tmp_path_factory.mktemp("small")
    for part in ("national", "kommune"):
        shutil.copytree(PROJECT / "tests" / "plan" / part, project / "plan_data" / part)
    shutil.copytree(PROJECT / "tests" / "plan" / "docs", project / "docs")
    shutil.copytree(PROJECT / "macros", project / "macros")
    (project / "mkdocs.yml").write_text(STAFF, "utf-8")
    (project / "mkdocs.public.yml").write_text(PUBLIC, "utf-8")
    start = project / "docs" / "index.md"
    start.write_text(START, "utf-8")
    assert build(project, SITES) is None
    start.write_text(f"{START}\nNu står der noget nyt.\n", "utf-8")
    after = tmp_path_factory.mktemp("after")
    assert build(project, SITES, after) is None
    old, new = ({site: files(folder / site) for site in SITES} for folder in (project / "site", after))
    assert all(old[site] != new[site] for site in SITES)
    yield project, old, new
    shutil.rmtree(project)


@pytest.fixture
def project(small: tuple[Path, dict[str, Files], dict[str, Files]], tmp_path: Path) -> Path:
    """A copy of it, free to be broken."""
    return shutil.copytree(small[0], tmp_path / "project")


@pytest.fixture
def old(small: tuple[Path, dict[str, Files], dict[str, Files]]) -> dict[str, Files]:
    """What is published."""
    return small[1]


@pytest.fixture
def new(small: tuple[Path, dict[str, Files], dict[str, Files]]) -> dict[str, Files]:
    """What the next build publishes."""
    return small[2]


def published(project: Path) -> dict[str, Files]:
    return {site: files(project / "site" / site) for site in SITES}


def left(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "site").iterdir())


def assert_the_next_build_succeeds_and_leaves_nothing_else(project: Path, new: dict[str, Files]) -> None:
    assert build(project, SITES) is None
    assert published(project) == new
    assert left(project) == sorted(SITES)


# Killed from within, at a moment that is known

MOMENTS = {
    "before MkDocs begins": ("build.mkdocs_build = die", ("old", "old")),
    "when two pages are written": (
        "pages = iter(range(2)); plugin.HandbookPlugin.on_post_page = lambda self, output, **_: output if next(pages, 2) < 2 else die()",
        ("old", "old"),
    ),
    "when the first site is built and the second is not": (
        "real = build._build; build._build = lambda file, into: die() if 'public' in file.name else real(file, into)",
        ("old", "old"),
    ),
    "while the gate searches": ("plugin.leaks = die", ("old", "old")),
    "just before the swap": ("build.put_in_place = die", ("old", "old")),
    "between the two swaps": (
        "real = build.put_in_place; build.put_in_place = lambda new, old: die() if old.name == 'public' else real(new, old)",
        ("new", "old"),
    ),
    "while the old site is removed": ("swap.shutil = types.SimpleNamespace(rmtree=die)", ("new", "old")),
}
"""What makes the build die at the moment, and which staff site and which citizens' site then stand."""

DYING = """\
import os, signal, sys, types
from handbook import cli
from handbook.publish import build, plugin, swap
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
exec(sys.argv[1])
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_whole_sites_and_nothing_that_the_next_one_keeps(
    moment: str, project: Path, old: dict[str, Files], new: dict[str, Files]
) -> None:
    patch, (staff, public) = MOMENTS[moment]
    done = subprocess.run([sys.executable, "-c", DYING, patch, *BUILD], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    sites = {"old": old, "new": new}
    assert published(project) == {"staff": sites[staff]["staff"], "public": sites[public]["public"]}
    assert_the_next_build_succeeds_and_leaves_nothing_else(project, new)


# Killed from outside, while files are being written


@pytest.mark.parametrize(("beside", "count"), [(".staff-new", 1), (".public-new", 6)])
def test_kill_minus_nine_leaves_the_last_good_sites_untouched(
    beside: str, count: int, project: Path, old: dict[str, Files], new: dict[str, Files]
) -> None:
    folder = project / "site" / beside
    command = [sys.executable, "-m", "handbook.cli", *BUILD]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and sum(path.is_file() for path in folder.rglob("*")) < count:
            time.sleep(0.002)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert len(files(folder)) >= count
    assert published(project) == old
    assert_the_next_build_succeeds_and_leaves_nothing_else(project, new)


# Stopped by something wrong with the citizens' site, when the staff site is already built


def _append(name: str, text: str) -> Callable[[Path], object]:
    return lambda project: (project / name).write_text((project / name).read_text("utf-8") + text, "utf-8")


def _file(name: str, text: str) -> Callable[[Path], object]:
    def write(project: Path) -> None:
        (project / name).parent.mkdir()
        (project / name).write_text(text, "utf-8")

    return write


WRONG = {
    "a leak": (_file("docs/offentligt/vagtplan.txt", "Ring til infohuset: 11 00 00 01"), "leak"),
    "a link that leads nowhere": (_append("docs/borger.md", "\n<p><a href='findes-ikke/'>væk</a></p>\n"), "broken-link"),
    "a menu with a page of staff's": (_append("mkdocs.public.yml", "nav: [index.md, borger.md, kontakt.md]\n"), "audience-reference"),
    "a configuration that nobody can read": (_append("mkdocs.public.yml", "nav: [\n"), "mkdocs.public.yml"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_the_citizens_site_leaves_both_last_good_sites_untouched(
    wrong: str, project: Path, old: dict[str, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, said = WRONG[wrong]
    spoil(project)
    built: list[str] = []
    real = building._build

    def listening(file: Path, into: Path) -> str | None:
        reason = real(file, into)
        built.extend([into.name] if reason is None else [])
        return reason

    monkeypatch.setattr(building, "_build", listening)
    reason = build(project, SITES)
    assert built == [".staff-new"]
    assert said in (reason or "")
    assert published(project) == old
    assert left(project) == sorted(SITES)


def test_an_error_that_nobody_foresaw_leaves_both_last_good_sites_untouched(
    project: Path, old: dict[str, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "put_in_place", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(project, SITES)
    assert published(project) == old
    assert left(project) == sorted(SITES)


# Where the system cannot exchange two names in one step

BETWEEN_RENAMES = """\
swap._exchange = lambda *_: False
rename = swap.Path.rename
swap.Path.rename = lambda self, to: die() if self.name == '.staff-new' else rename(self, to)
"""


def test_a_build_that_is_killed_between_two_renames_is_made_good_by_the_next(
    project: Path, new: dict[str, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run([sys.executable, "-c", DYING, BETWEEN_RENAMES, *BUILD], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    assert_the_next_build_succeeds_and_leaves_nothing_else(project, new)
