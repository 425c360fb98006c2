"""What the dialog is given: escaped, marked, and with the number to call."""

from __future__ import annotations

import re

import pytest

from tests.search.javascript import JavaScript, page

HOSTILE = "<script>alert(\"x\")</script> & <img src=x onerror=alert(1)> 'sag'"
MARKS = re.compile(r"</?mark>|</?strong>|<span data-(?:call|weak)>|</span>")


@pytest.fixture(scope="module")
def search() -> JavaScript:
    return JavaScript()


@pytest.mark.parametrize("question", ["script", "sag", "amp lt quot 39", HOSTILE])
def test_nothing_of_the_index_or_the_question_becomes_a_tag(search: JavaScript, question: str) -> None:
    pages = [page("a/", HOSTILE, HOSTILE, phrases="sag amp", sections=[[HOSTILE, HOSTILE, "x", "sag amp", HOSTILE]])]
    items = [item for group in search.answer(pages, question) for item in group]
    assert items
    for item in items:
        for text in (item["title"], item["text"]):
            left = MARKS.sub("", text)
            assert not re.search(r"[<>\"']", left), left
            assert not re.search(r"&(?!(amp|lt|gt|quot|#39);)", left), left


def test_what_was_found_is_marked_as_it_is_written(search: JavaScript) -> None:
    ((item,),) = search.answer([page("a/", "Underretninger", "Du skal underrette.")], "underretning")
    assert item["title"] == "<mark>Underretninger</mark>"
    assert item["terms"]["underretninger"] is True


def test_what_was_not_found_is_told(search: JavaScript) -> None:
    ((item,),) = search.answer([page("a/", "Underretning", "Tekst")], "underretning zebra")
    assert item["terms"]["zebra"] is False


def test_a_section_stands_with_its_page(search: JavaScript) -> None:
    ((first, second),) = search.answer([page("a/", "Side", "Tekst", sections=[["Et afsnit", "Noget om tavshedspligt"]])], "tavshedspligt")
    assert [first["location"], second["location"]] == ["a/#et-afsnit", "a/"]


def test_a_page_that_says_what_to_do_comes_before_a_chapter_of_the_plan_with_the_same_name(search: JavaScript) -> None:
    chapter = page("planen/opfoelgning/", "Opfølgning", "Opfølgning på planen.", standing=1)
    step = page("sagsgang/opfoelgning/", "Der bliver fulgt op", "Tovholderen ringer tilbage.", phrases="opfølgning")
    found = [items[0]["location"] for items in search.answer([chapter, step, page("akut/", "Akut", "Ring 112.")], "opfølgning")]
    assert found == ["sagsgang/opfoelgning/", "planen/opfoelgning/"]


def test_a_page_of_many_sections_and_the_front_page_stand_back_a_little(search: JavaScript) -> None:
    many = [[f"Afsnit {number}", "Andet."] for number in range(21)]
    for stands_back in (page("a/", "Liste", "Mobning.", sections=many), page("", "Forside", "Mobning.")):
        whole = page("b/", "Side", "Mobning.")
        found = [items[0]["location"] for items in search.answer([stands_back, whole], "mobning")]
        assert found == ["b/", stands_back[0]]
    few = page("a/", "Liste", "Mobning.", sections=many[:20])
    assert search.answer([few, page("b/", "Side", "Mobning.")], "mobning")[0][0]["location"] == "a/"


def test_a_question_of_what_a_word_means_comes_to_the_glossary(search: JavaScript) -> None:
    glossary = page("ordliste/", "Ordliste", sections=[["Radikalisering", "En proces."]], standing=2)
    use = page("former/", "Former", "Radikalisering ser forskellig ud.", phrases="radikalisering i dag")
    first = {
        question: search.answer([glossary, use], question)[0][0]["location"]
        for question in ("radikalisering i dag", "betyder radikalisering")
    }
    assert first == {"radikalisering i dag": "former/", "betyder radikalisering": "ordliste/#radikalisering"}


def test_a_contact_brings_its_number(search: JavaScript) -> None:
    ((item, _),) = search.answer([page("a/", "Side", sections=[["SSP", "Unge", "ssp", "telefon", "12 34 56 72"]])], "ssp telefon")
    assert item["text"].endswith("<span data-call>12 34 56 72</span>")


@pytest.mark.parametrize("question", ["akut", "fare", "våben", "vaaben", "trussel", "trusler", "er der fare for nogen"])
def test_a_word_of_danger_brings_112_first(search: JavaScript, question: str) -> None:
    pages = [page("a/", "Våben, fare, trusler og akut hjælp", "Tekst")]
    assert "<span data-call>112</span>" in search.answer(pages, question)[0][0]["text"]


def test_where_hardly_a_word_was_found_the_dialog_is_told(search: JavaScript) -> None:
    pages = [page("a/", "Underretning", "Tekst")]
    assert "data-weak" in search.answer(pages, "underretning zebra giraf")[0][0]["text"]
    assert "data-weak" not in search.answer(pages, "underretning")[0][0]["text"]


def test_a_question_without_a_word_is_no_mistake(search: JavaScript) -> None:
    assert search.answer([page("a/", "Underretning", "Tekst")], "…  ?!") == []


@pytest.mark.parametrize("question", ["og", "hvad er det", "i"])
def test_a_question_of_small_words_alone_is_asked_all_the_same(search: JavaScript, question: str) -> None:
    assert search.answer([page("a/", f"Om {question}", "Tekst")], question)
