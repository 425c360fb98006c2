"""Soft hyphens: long words may be divided at their joints, and nothing but words is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from handbook.publish.hyphens import SOFT, Hyphens
from tests.conftest import PROJECT

KNOWN = ("bekymrings-henvendelse", "data-beskyttelses-rådgiver", "gade-plans-medarbejder", "forældre-coach")
CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "hyphens.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_word_is_divided(case: dict[str, str]) -> None:
    assert Hyphens(KNOWN).divided(case["word"], "|") == case["divided"]


def test_only_text_is_divided() -> None:
    word = "bekymringshenvendelse"
    html = (
        f'<h2 id="{word}">{word}</h2><svg><title>{word}</title></svg><code>{word}</code>'
        f'<a href="{word}/" title="{word}">{word}</a> ssp-konsulent'
    )
    done = Hyphens(KNOWN).in_html(html)
    assert done.replace(SOFT, "") == html
    assert [found.replace(SOFT, "|") for found in re.findall(r">([^<]*\u00ad[^<]*)<", done)] == ["bekymrings|henvendelse"] * 2


@pytest.mark.parametrize("name", ["staff", "public"])
def test_pages_have_soft_hyphens_and_the_search_index_has_none(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    assert sum(SOFT in page.read_text("utf-8") for page in site.rglob("*.html")) > 20
    (index,) = (path.read_text("utf-8") for path in site.glob("assets/*/search/index-*.js"))
    assert "bekymringshenvendelse" in index.lower()
    assert SOFT not in index
