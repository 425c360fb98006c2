"""The theme's files and the stylesheet: what is published, under which name, and which rules are left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.structure.files import File

from handbook.publish.assets import _hash
from handbook.publish.stylesheet import minified, purged
from tests.conftest import PROJECT

OWN = (
    "favicon.svg",
    "open_now.js",
    "search/report.js",
    "site.js",
    *(f"search/{name}.js" for name in ("answers", "danish", "dialog", "marks", "ranking", "without_server", "words", "worker")),
    "vendor/minisearch-7.2.0/LICENSE",
    "vendor/minisearch-7.2.0/minisearch.min.js",
    "vendor/orama-stemmers-3.1.18/LICENSE",
    "vendor/orama-stemmers-3.1.18/danish.js",
)
FROM_MATERIAL = ("javascripts/bundle.a5f9d56c.min.js",)


@pytest.mark.parametrize("name", ["staff", "public"])
def test_of_the_theme_only_what_a_page_needs_is_published_in_one_folder_named_after_its_content(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    (folder,) = (path for path in (site / "assets").iterdir() if path.name != "vendor")
    assert re.fullmatch("[0-9a-f]{8}", folder.name)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    (index,) = (name for name in files if name.startswith("search/index-"))
    assert re.fullmatch(r"search/index-[0-9a-f]{8}\.js", index)
    assert files == {*OWN, *FROM_MATERIAL, index}
    assert not [path.name for path in site.rglob("*") if path.suffix in (".css", ".map")]


def test_the_folder_has_another_name_when_a_file_in_it_changes(tmp_path: Path) -> None:
    def name(content: str, path: str = "assets/site.js") -> str:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
        return _hash([File(path, str(tmp_path), "", use_directory_urls=True)])

    assert name("one") == name("one")
    assert len({name("one"), name("two"), name("one", "assets/other.js")}) == 3


def test_the_scripts_of_our_own_are_small() -> None:
    head = (PROJECT / "overrides" / "partials" / "javascripts" / "base.html").read_text("utf-8")
    script = (PROJECT / "overrides" / "assets" / "site.js").read_bytes()
    assert len(script) + len(head[head.index("<script>") :].encode()) <= 6_000


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".used{color:red}.unused{color:red}", ".used{color:red}"),
        ("#used{color:red}#unused{color:red}", "#used{color:red}"),
        (".used .unused{color:red}", ""),
        (":is(.used,.unused){color:red}", ":is(.used,.unused){color:red}"),
        (".used:not(.unused){color:red}", ".used:not(.unused){color:red}"),
        ("@media print{.unused{color:red}}", ""),
        (".md-search-result__made-later{color:red}", ".md-search-result__made-later{color:red}"),
        (".used{--read:red;--unread:var(--read-by-it);--read-by-it:red;color:var(--read)}", ".used{--read:red;color:var(--read)}"),
        ("[data-anything]{color:red}", "[data-anything]{color:red}"),
    ],
)
def test_a_rule_goes_when_no_page_has_its_class_or_id(css: str, left: str) -> None:
    assert purged(css, ['<p class="used other">', "<p id='x' class=\"a\">", '<p id="used">']) == left


def test_older_browsers_get_what_they_can_read() -> None:
    assert minified("p{height:100vh;height:100dvh}") == "p{height:100vh;height:100dvh}"
    assert minified("@media (width >= 60em){p{color:red}}") == "@media (min-width:60em){p{color:red}}"
