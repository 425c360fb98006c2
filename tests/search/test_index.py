"""The index: small, named after its content, with every place on the pages, and growing no faster than they do."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from handbook.ask import PROGRAM, STUB
from handbook.plan.page import Addresses
from handbook.plan.plan import Plan
from handbook.plan.stop import stops
from handbook.publish.search_index import SearchIndex
from handbook.publish.sections import sections
from tests.conftest import FIGURES, PROJECT
from tests.search.test_spellings import index_of

LIMIT = 40_000


def file_of(site: Path) -> Path:
    (file,) = site.glob("assets/*/search/index-*.js")
    return file


def test_the_index_of_the_handbook_is_small(staff_site: Path, public_site: Path) -> None:
    sizes = {site.name: len(gzip.compress(file_of(site).read_bytes(), 9)) for site in (staff_site, public_site)}
    FIGURES.append("search index, gzip: " + ", ".join(f"{name} {size / 1000:.1f} kB" for name, size in sizes.items()))
    assert max(sizes.values()) <= LIMIT


@pytest.mark.parametrize("name", ["staff", "public"])
def test_the_index_is_named_after_its_content_and_the_stub_names_it(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    file = file_of(site)
    stub = json.loads((site / STUB).read_text("utf-8"))
    assert file.name == f"index-{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}.js"
    assert stub["config"]["index"] == file.name
    assert stub["docs"] == []


@pytest.mark.parametrize("name", ["staff", "public"])
def test_every_place_in_the_index_is_on_its_page(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    script = "[...new Ranking(SEARCH_INDEX, MiniSearch).documents.keys()]"
    for place in _run(site, script):
        address, _, anchor = place.partition("#")
        html = (site / address / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html, place


def test_every_page_of_the_site_is_in_the_index_but_of_the_guide_only_the_first(staff_site: Path, demo: Plan) -> None:
    built = {path.relative_to(staff_site).as_posix().removesuffix("index.html") for path in staff_site.rglob("index.html")}
    built -= {f"hvad-nu/{stop.id}/" for stop in stops(demo) if stop.id}
    assert {page[0] for page in index_of(staff_site)["pages"]} == built


def test_a_shell_runs_the_files_that_a_browser_runs() -> None:
    worker = (PROJECT / "overrides" / "assets" / "search" / "worker.js").read_text("utf-8")
    named = re.findall(r'"((?:\.\./vendor/)?[\w./-]+\.js)"', worker)
    assert tuple(name.removeprefix("../") if "/" in name else f"search/{name}" for name in named) == PROGRAM


def test_the_index_grows_as_the_pages_do(tmp_path: Path) -> None:
    sizes = [_size(count, tmp_path) for count in (50, 100, 200)]
    assert sizes[2] - sizes[1] <= 2.1 * (sizes[1] - sizes[0])


def test_further_words_belong_to_the_pages_that_have_them(tmp_path: Path) -> None:
    index = SearchIndex(Plan(), Addresses(frozenset(), ()))
    for number in range(200):
        word = "zebra" if number in (0, 3, 63, 64, 199) else "giraf"
        page: Any = SimpleNamespace(url=f"{number}/", title=f"Side {number}", meta={}, is_homepage=False)
        index.add(page, f'<h1 id="a">Side {number}</h1><p>{"Der står noget. " * 6}</p><p>ªBc Ελλάδα {word} 12 a_b</p>')
    index.write(tmp_path, "assets/0/search")
    script = "[...new Ranking(SEARCH_INDEX, MiniSearch).find('zebra').pages].map((found) => found.page.location)"
    assert set(_run(tmp_path, script)) == {"0/", "3/", "63/", "64/", "199/"}


def test_sections_begin_at_headings_and_records_and_say_nothing_twice() -> None:
    found = sections(
        '<h1 id="t">Titel</h1><p>Op&shy;gave med <a href="#">link</a>.</p><h2 id="a">Afsnit</h2><p>Et</p>'
        '<article id="r"><h3>Post</h3><p class="source">Kilde</p><p>To<br>tre</p></article><p>Fire</p>'
        '<h2 id="b" data-search-exclude>Skjult</h2><p>Fem</p><h3 id="c">Under</h3><p>Seks</p><h2 id="d">Igen</h2><p>Syv</p>'
    )
    assert [(section.anchor, section.title, section.blocks) for section in found] == [
        ("", "Titel", ["Opgave med link."]),
        ("a", "Afsnit", ["Et", "Fire"]),
        ("r", "Post", ["To tre"]),
        ("b", "Skjult", []),
        ("d", "Igen", ["Syv"]),
    ]


def _run(site: Path, script: str) -> list[str]:
    import quickjs  # noqa: PLC0415

    context: Any = quickjs.Context()
    context.set_max_stack_size(4 * 1024 * 1024)
    for path in (*(PROJECT / "overrides" / "assets" / file for file in PROGRAM), file_of(site)):
        context.eval(path.read_text("utf-8"))
    places: list[str] = json.loads(context.eval(f"JSON.stringify({script})"))
    return places


def _size(count: int, folder: Path) -> int:
    """The bytes of an index of so many made-up pages, each with words of its own."""
    index = SearchIndex(Plan(), Addresses(frozenset(), ()))
    for number in range(count):
        words = " ".join(hashlib.sha256(f"{number} {n}".encode()).hexdigest()[:7] for n in range(60))
        page: Any = SimpleNamespace(url=f"side-{number}/", title=f"Side {number}", meta={"search": [words[:20]]}, is_homepage=False)
        index.add(page, f'<h1 id="a">Side {number}</h1><p>{words}.</p><h2 id="b">Afsnit</h2><p>{words[::-1]}</p>')
    index.write(folder / str(count), "assets/0/search")
    return len(gzip.compress(file_of(folder / str(count)).read_bytes(), 9))
