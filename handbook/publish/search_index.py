"""The search index: what each section of a site says, with the words that people use for it.

It is a script, so that a worker and a page from the disk can load it alike, and its name tells its content, so that a
browser may keep it. `overrides/assets/search/` reads it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

from mkdocs.structure.pages import Page as SitePage

from handbook.plan.card import Card
from handbook.plan.concept import Element
from handbook.plan.contact import Contact
from handbook.plan.flow import Node
from handbook.plan.page import Addresses, PageRecord
from handbook.plan.phone import number
from handbook.plan.plan import Plan
from handbook.plan.record import Record
from handbook.plan.reference import Law, Term
from handbook.plan.role import Role
from handbook.plan.slug import slug
from handbook.plan.stop import Stop
from handbook.publish.sections import Section, sections

STUB = "search/search_index.json"
"""What Material's program always fetches when search opens; here it says where the index is."""
WORDS = Path(__file__).parents[2] / "overrides/assets/search/words.js"
"""The lists of words that the browser uses; words that it skips need no place in the index."""
SEPARATOR = r"[^0-9A-Za-zÀ-ÖØ-öø-ÿ]+"
"""What stands between words, for Material's program."""


@dataclass(frozen=True)
class _Page:
    address: str
    names: tuple[str, ...]
    phrases: tuple[str, ...]
    sections: list[Section]
    record: PageRecord | None
    acute: bool
    """Whether it says what to do when there is danger now."""


class SearchIndex:
    """Collects the pages of a site while they are built, and writes the index."""

    def __init__(self, plan: Plan, addresses: Addresses) -> None:
        self._plan = plan
        self._skipped = set(_STOP_WORDS.findall(WORDS.read_text("utf-8"))[0].split())
        self._pages: list[_Page] = []
        self._homes: dict[str, Section] = {}
        self._asked: set[str] = set()
        placed = [(addresses.record(kind, record.id), record) for kind in _ANCHORED for record in plan.collection(kind)]
        self._records = {address: record for address, record in placed if address}
        self._addresses = addresses
        self._named = _named(plan, addresses)
        self._homeless = [record for address, record in placed if not address and isinstance(record, Contact)]

    def add(self, page: SitePage, html: str, record: PageRecord | None = None) -> None:
        """A page with its content, and the record that it is published for.

        The guide is found at its first page: its advice is said in the words of pages that are found by themselves.
        """
        if isinstance(record, Stop):
            return
        names = dict.fromkeys(str(name) for name in (page.meta.get("title"), page.title) if name)
        phrases = _words_of(record) if record else (*page.meta.get("search", ()), *self._named.get(page.url, ()))
        acute = _EMERGENCY in html and not page.is_homepage
        self._pages.append(_Page(page.url, tuple(names), phrases, sections(html), record, acute=acute))

    def write(self, site: Path, folder: str) -> None:
        """Write the index into `folder`, a path below the site, and the stub that names it."""
        text = f"globalThis.SEARCH_INDEX = {_json(self._content())};\n"
        name = f"index-{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
        stub = {"config": {"lang": ["da"], "separator": SEPARATOR, "index": name}, "docs": []}
        for path, content in ((f"{folder}/{name}", text), (STUB, _json(stub))):
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8", newline="\n")

    def _content(self) -> dict[str, Any]:
        self._homes = self._places()
        first = (page for page in self._pages if not _standing(page))
        self._asked = {phrase.lower() for page in first for phrase in self._short(page.phrases)}
        told = [self._page(page) for page in self._pages]
        return {"alarm": _ALARM, "digits": _DIGITS, "pages": [page for page, _ in told], "words": _postings(words for _, words in told)}

    def _places(self) -> dict[str, Section]:
        """The section to which each text belongs that stands on several pages."""
        homes: dict[str, Section] = {}
        places = [(self._rank(page, section), section) for page in self._pages for section in page.sections]
        for _, section in sorted(places, key=lambda place: place[0]):
            for block in section.blocks:
                homes.setdefault(block, section)
        return homes

    def _rank(self, page: _Page, section: Section) -> int:
        """With a record before the pages that name it; with who wrote a text before pages that are drawn from the plan."""
        if f"{page.address}#{section.anchor}" in self._records or (
            page.record and not section.anchor and not isinstance(page.record, Card)
        ):
            return 0
        return next((rank for rank, kind in enumerate(_DRAWN, 2) if isinstance(page.record, kind)), 1)

    def _page(self, page: _Page) -> tuple[list[Any], set[str]]:
        """Address, title, text, other names, phrases, standing, whether it is for danger now, sections; and its further words."""
        names = [name for name in page.names if name != page.sections[0].title]
        standing = _standing(page)
        own = page.sections if standing != _WHOLE else page.sections[:1]
        texts = [_text(section, page, self._homes) for section in own]
        if standing in _BRIEF:
            texts[1:] = [""] * len(texts[1:])
        begun = [_beginning(text) for text in texts]
        found = [self._section(*parts, page) for parts in zip(own[1:], texts[1:], begun[1:], strict=True)]
        kept = [section for section in found if section]
        told = " ".join([*names, *page.phrases, *begun, *(section.title for section in own)])
        texts += [section.title for section in page.sections[len(own) :]]
        told_stems = _by_stem(told).keys() | _by_stem(" ".join(self._skipped)).keys()
        further = {word for stem, word in _by_stem(" ".join(texts)).items() if stem not in told_stems and _is_letters(word)}
        phrases = self._telling(page.phrases, page)
        return [page.address, page.sections[0].title, begun[0], "\n".join(names), phrases, standing, int(page.acute), kept], further

    def _section(self, section: Section, text: str, begun: str, page: _Page) -> list[Any] | None:
        """Title, text, and where they differ from what is usual: anchor, phrases, number to call."""
        records = self._records_in(section, page)
        if not text and page.record:
            return None
        home = self._records.get(f"{page.address}#{section.anchor}")
        if isinstance(home, Term) and self._addresses.page(home.page or "") is not None:
            return None
        entry: list[Any] = [section.title, begun, 0 if section.anchor == slug(section.title) else section.anchor]
        entry.append(self._telling((phrase for record in records for phrase in _words_of(record)), page))
        numbers = [number(record.phone) for record in records if isinstance(record, Contact) and record.phone]
        entry.append(numbers[0] if len(numbers) == 1 else 0)
        while not entry[-1]:
            entry.pop()
        return entry

    def _records_in(self, section: Section, page: _Page) -> list[Record]:
        """The record that the section is about. A contact without a page of its own is found where it is shown first."""
        record = self._records.get(f"{page.address}#{section.anchor}")
        if isinstance(record, Term) and self._addresses.page(record.page or "") is not None:
            return []  # the page that it is about has its words
        if record:
            return [record]
        return [contact for contact in self._homeless if self._homes.get(contact.name) is section]

    def _telling(self, phrases: Iterable[str], page: _Page) -> str:
        """Phrases one to a line. What stands back does not repeat what a page that says what to do is asked for with."""
        kept = self._short(phrases)
        return "\n".join(kept if not _standing(page) else (phrase for phrase in kept if phrase.lower() not in self._asked))

    def _short(self, phrases: Iterable[str]) -> Iterable[str]:
        """Each phrase once, without the words that search skips."""
        words = ([word for word in re.findall(r"\w+", phrase) if word.lower() not in self._skipped] for phrase in phrases)
        return dict.fromkeys(" ".join(phrase) for phrase in words if phrase)


def _standing(page: _Page) -> int:
    """How far back the page stands: 0 when it says what to do, otherwise its place in `_STANDING`."""
    return next((number for number, folders in enumerate(_STANDING, 1) if page.address.startswith(folders)), 0)


def _text(section: Section, page: _Page, homes: Mapping[str, Section]) -> str:
    """What the section says and no other section says better; on a written page short texts are cheap and stay."""
    short = 0 if page.record else _SHORT
    return "\n".join(block for block in dict.fromkeys(section.blocks) if len(block) < short or homes[block] is section)


def _beginning(text: str) -> str:
    """As much of a text as search shows: whole sentences, or a part of the first."""
    line = text.replace("\n", " ")
    if len(line) <= _SHOWN:
        return line
    ends = [match.end() for match in re.finditer(r"[.!?](?= )", line[: _SHOWN + 1])]
    return line[: ends[-1]] if ends else f"{line[: line.rfind(' ', 0, _SHOWN)]} …"


def _by_stem(text: str) -> dict[str, str]:
    """The words of a text, one for each stem: a rough one, for words that only search reads."""
    return {_ENDING.sub("", word): word for word in re.findall(r"\w+", text.lower())}


def _is_letters(word: str) -> bool:
    """Whether a word is nothing but small letters, as `_postings` needs it. Figures in a text are hardly searched for."""
    return all(category(letter) == "Ll" for letter in word)


def _postings(words: Iterable[set[str]]) -> str:
    """Each word once, followed by the pages that have it: how many pages on from the one before, in `_DIGITS`.

    A distance that one digit cannot say has the last digit once for each time that it is to be added.
    """
    pages: dict[str, list[int]] = {}
    for at, own in enumerate(words, 1):
        for word in own:
            pages.setdefault(word, []).append(at)
    return "".join(word + _distances(numbers) for word, numbers in sorted(pages.items()))


def _distances(numbers: list[int]) -> str:
    most = len(_DIGITS) - 1
    parts = [divmod(number - before, most) for before, number in pairwise([0, *numbers])]
    return "".join(_DIGITS[most] * times + _DIGITS[rest] for times, rest in parts)


def _named(plan: Plan, addresses: Addresses) -> dict[str, list[str]]:
    """By the address of a page: the words of the glossary that it is about, with what people call them."""
    named: dict[str, list[str]] = {}
    for term in plan.terms:
        if term.page and (address := addresses.page(term.page)) is not None:
            named.setdefault(address, []).extend((term.name, *_words_of(term)))
    return named


def _words_of(record: Record) -> tuple[str, ...]:
    """What people call a record, besides what its page says."""
    match record:
        case Contact():
            own: tuple[str | None, ...] = (_CALL,) if record.phone else ()
        case Role():
            own = (record.plural,)
        case Term():
            own = (record.long,)
        case Law():
            own = record.replaces
        case _:
            own = ()
    return (*filter(None, own), *record.search)


_ANCHORED = (
    *("contacts", "laws", "terms", "sources", "signs", "stakeholders", "trainings", "topics", "actors", "tools"),
    "housing_areas",
)
"""The kinds of records that have a place of their own on a page."""
_DRAWN = (Node | Element, Role, Card)
"""Records whose pages repeat what other records say, those that repeat least first."""
_SHORT = 40
_SHOWN = 60
_CALL = "ring telefon tlf nummer åbningstid"
_STANDING = (
    (
        *("planen/", "indsatser/", "redaktoer/", "infohus/organisering/", "samarbejde/interessenter/", "samarbejde/kompetencer/"),
        *("samarbejde/hvem-goer-hvad/", "samarbejde/vaerktoejer/"),
    ),
    ("ordliste/", "lov/"),
    ("kilder/",),
)
"""What comes after the pages that say what to do: the chapters about the plan itself, and those where one looks something up."""
_BRIEF = (1,)
"""Of these standings search knows what a page and its sections are called, and not each word on it."""
_WHOLE = 3
"""Of this standing search knows the page, and the words that its sections are called."""
_ALARM = "112"
_DIGITS = " !#$'()*+,-./:;=?@[]^`{|}~"
"""None is a letter or begins a tag or an escape, so that the leak gate reads each word as a word."""
_ENDING = re.compile(r"(?<=\w{4})(?:erne|ende|ene|en|et|er|e|s|t)$")
_STOP_WORDS = re.compile(r"stop: `([^`]+)`")
_EMERGENCY = 'class="emergency"'
"""The block with 112 and 114 that opens a page."""


def _json(content: object) -> str:
    """JSON that is also JavaScript of every age."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", " ").replace("\u2029", " ")
