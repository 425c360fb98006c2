"""Real builds: of the demo, twice the same; of small sites with something wrong, which must not be published."""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.plan.loader import load
from handbook.plan.plan import Plan
from handbook.publish.build import build
from handbook.publish.links import link_problems
from tests.conftest import FIGURES, PROJECT

CONFIG = """\
site_name: Lille håndbog
site_dir: site/staff
repo_url: https://git.eksempelby.example/haandbog
edit_uri: edit/main/docs/
strict: true
theme: {name: material, language: da, font: false}
plugins:
  handbook: {}
  macros: {module_name: macros, on_undefined: strict, on_error_fail: true}
markdown_extensions: [attr_list, md_in_html]
"""


@pytest.fixture
def small(project: Path) -> Path:
    """The small plan as a project that MkDocs can build."""
    (project / "mkdocs.yml").write_text(CONFIG, "utf-8")
    shutil.copytree(PROJECT / "macros", project / "macros")
    return project


def page_of(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def test_building_twice_gives_identical_bytes(staff_site: Path, tmp_path: Path) -> None:
    assert build(PROJECT, ["staff"], tmp_path) is None
    first = sorted(p.relative_to(staff_site).as_posix() for p in staff_site.rglob("*") if p.is_file())
    second = sorted(p.relative_to(tmp_path / "staff").as_posix() for p in (tmp_path / "staff").rglob("*") if p.is_file())
    assert first == second
    _, different, unreadable = filecmp.cmpfiles(staff_site, tmp_path / "staff", first, shallow=False)
    assert (different, unreadable) == ([], [])


def test_every_link_and_anchor_of_the_demo_leads_somewhere_and_no_page_is_an_orphan(staff_site: Path) -> None:
    pages = list(staff_site.rglob("*.html"))
    FIGURES.append(f"{len(pages)} pages, all links and anchors followed")
    assert len(pages) > 60
    assert link_problems(staff_site, "https://haandbog.eksempelby.example/", {}) == []


def test_each_role_step_and_element_has_its_page_with_an_edit_link_to_its_own_line(staff_site: Path, demo: Plan) -> None:
    for kind, folder in (
        (demo.roles, "roller"),
        (demo.steps, "sagsgang"),
        (demo.shown_elements, "planen/koncept"),
        (demo.initiatives, "indsatser"),
    ):
        for record in kind:
            assert f"{record.place.path}#L{record.place.line}" in page_of(staff_site, f"{folder}/{record.id}")
    assert "edit/main/docs/akut/index.md" in page_of(staff_site, "akut")


def test_the_published_site_holds_no_template_and_no_unread_macro(staff_site: Path) -> None:
    assert [path.name for path in staff_site.rglob("_*")] == ["_headers"]
    assert not [p for p in staff_site.rglob("*.html") if "{{" in p.read_text("utf-8") and "redaktoer" not in p.parts]


def test_a_small_site_builds_with_a_page_per_record(small: Path) -> None:
    assert build(small, ["staff"]) is None
    for role in load(small).plan.roles:
        assert f"<h1>{role.name}</h1>" in re.sub(r' id="[^"]*"', "", page_of(small / "site" / "staff", role.id))


@pytest.mark.parametrize(
    ("file", "text", "rule"),
    [
        ("docs/index.md", '\n{{ phone("findes-ikke") }}\n', "macro"),
        ("docs/index.md", "\n[væk](findes-ikke.md)\n", "broken-link"),
        ("docs/index.md", "\n[væk](#findes-ikke)\n", "findes-ikke"),
        ("docs/index.md", "\n<p><a href='findes-ikke/'>væk</a></p>\n", "broken-link"),
        ("docs/index.md", "\n## To { #ens }\n\n## Ens { #ens }\n\n<p id='ens'></p>\n", "duplicate-anchor"),
        ("plan_data/kommune/roles.yml", "\n  - id: ny-rolle\n", "missing-key"),
    ],
)
def test_a_site_with_a_problem_is_not_published_and_the_last_good_one_stands(small: Path, file: str, text: str, rule: str) -> None:
    assert build(small, ["staff"]) is None
    before = {p: p.read_bytes() for p in (small / "site" / "staff").rglob("*") if p.is_file()}
    with (small / file).open("a", encoding="utf-8") as broken:
        broken.write(text)
    reason = build(small, ["staff"])
    assert reason is not None
    after = {p: p.read_bytes() for p in (small / "site" / "staff").rglob("*") if p.is_file()}
    assert after == before
    assert [p.name for p in (small / "site").iterdir()] == ["staff"]
    if rule != "findes-ikke":
        assert rule in reason


def test_a_configuration_of_the_citizens_site_that_does_not_say_so_builds_nothing(small: Path) -> None:
    (small / "mkdocs.public.yml").write_text("INHERIT: mkdocs.yml\n", "utf-8")
    reason = build(small, ["public"])
    assert reason is not None
    assert "mkdocs.public.yml:1:1: audience" in reason
    assert not list((small / "site").iterdir())


def test_plain_mkdocs_build_stops_at_the_same_problems(small: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=small, capture_output=True, text=True, check=False)

    assert run().returncode == 0
    page = small / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ phone("findes-ikke") }}\n', "utf-8")
    done = run()
    assert done.returncode == 1
    assert "docs/index.md:" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
