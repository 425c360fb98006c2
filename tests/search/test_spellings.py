"""Every page is found by its title, also when the title is misspelt, split, half typed or without æ, ø and å."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.ask import STUB, Search
from tests.conftest import FIGURES

AMONG_FIRST = 3
BAR = 0.95


def index_of(site: Path) -> dict[str, Any]:
    name = json.loads((site / STUB).read_text("utf-8"))["config"]["index"]
    (file,) = site.glob(f"assets/*/search/{name}")
    content: dict[str, Any] = json.loads(file.read_text("utf-8").partition(" = ")[2].rstrip().removesuffix(";"))
    return content


def changed(title: str, change: Callable[[str], str]) -> str:
    """The title in small letters with its longest word changed."""
    words = title.lower().split()
    longest = max(words, key=len)
    return " ".join(change(word) if word is longest else word for word in words)


CHANGES: dict[str, Callable[[str], str]] = {
    "swapped": lambda word: word[: len(word) // 2] + word[len(word) // 2 : len(word) // 2 + 2][::-1] + word[len(word) // 2 + 2 :],
    "dropped": lambda word: word[:2] + word[3:] if len(word) > 4 else word,
    "doubled": lambda word: word[:3] + word[2:],
    "split": lambda word: f"{word[: len(word) // 2]} {word[len(word) // 2 :]}" if len(word) > 7 else word,
    "half": lambda word: word[: max(4, (len(word) + 1) // 2)],
    "ascii": lambda word: word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
}


@pytest.mark.parametrize("name", ["staff", "public"])
def test_titles_are_found_however_they_are_spelt(request: pytest.FixtureRequest, name: str) -> None:
    site: Path = request.getfixturevalue(f"{name}_site")
    search = Search(site)
    shares: dict[str, float] = {}
    missed: list[str] = []
    for kind, change in CHANGES.items():
        spelt = {changed(title, change): location for location, title, *_ in index_of(site)["pages"]}
        ranks = {question: [hit.address for hit in search.ask(question)][:AMONG_FIRST] for question in spelt}
        lost = [question for question, location in spelt.items() if location not in ranks[question]]
        missed += [f"{kind}: {question}" for question in lost]
        shares[kind] = 1 - len(lost) / len(spelt)
    FIGURES.append(f"{name} titles among the first {AMONG_FIRST}: " + ", ".join(f"{kind} {share:.3f}" for kind, share in shares.items()))
    assert min(shares.values()) >= BAR, missed
