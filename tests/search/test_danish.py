"""Danish words: what is written in two ways becomes one, and what is two stays two."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT
from tests.search.javascript import JavaScript

CASES: dict[str, list[Any]] = yaml.safe_load((PROJECT / "tests" / "cases" / "danish.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def danish() -> JavaScript:
    return JavaScript()


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["text"])
def test_a_text_is_divided_into_words(danish: JavaScript, case: dict[str, Any]) -> None:
    assert danish.call("Danish.words", case["text"]) == case["gives"]


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: case["word"])
def test_a_word_is_folded(danish: JavaScript, case: dict[str, Any]) -> None:
    assert danish.call("Danish.fold", case["word"]) == case["gives"]


@pytest.mark.parametrize("words", CASES["same"], ids=lambda words: words[0])
def test_forms_of_one_word_are_one_term(danish: JavaScript, words: list[str]) -> None:
    assert len({danish.call("Danish.stem", word) for word in words}) == 1


@pytest.mark.parametrize("words", CASES["different"], ids=lambda words: words[0])
def test_different_words_are_different_terms(danish: JavaScript, words: list[str]) -> None:
    assert len({danish.call("Danish.stem", word) for word in words}) == len(words)


@pytest.mark.parametrize("case", CASES["parts"], ids=lambda case: case["word"])
def test_a_compound_has_parts_that_are_known(danish: JavaScript, case: dict[str, Any]) -> None:
    known = [danish.call("Danish.stem", word) for word in case["known"]]
    given = danish.call("((word, known) => Danish.parts(word, new Set(known)))", case["word"], known)
    assert given == [danish.call("Danish.stem", word) for word in case["gives"]]
