"""The golden questions: what people type finds the page that answers, and nobody comes to a dead end."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from handbook.ask import Result, Search, misses, results, share
from handbook.plan.audience import Audience
from handbook.plan.page import Addresses, read_pages
from handbook.plan.plan import Plan
from handbook.plan.problem import as_text
from handbook.plan.question import Question, question_problems, read_file, read_questions
from tests.conftest import FIGURES, PROJECT
from tests.search.compare import FRESH

HIT_1 = 0.95
HIT_3 = 0.98
DEAD_ENDS = 0.01
FRESH_HIT_1, FRESH_HIT_3 = 0.7, 0.9
KINDS = {
    Audience.STAFF: {
        "exact", "part", "split", "ascii", "typo", "inflection", "everyday", "question", "abbreviation", "danger", "contact", "role",
        "concept", "law",
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=list(Audience))
def asked(request: pytest.FixtureRequest) -> list[Result]:
    """Every question of one site, asked."""
    questions = golden(request.param)
    return list(results(Search(request.getfixturevalue(f"{request.param}_site")), questions))


def golden(audience: Audience) -> tuple[Question, ...]:
    questions, problems = read_questions(PROJECT, audience)
    assert problems == ()
    return questions


def test_there_are_questions_of_every_kind() -> None:
    questions = golden(Audience.STAFF)
    assert len(questions) >= 150
    assert {question.kind for question in questions} == KINDS[Audience.STAFF]


def test_the_page_that_answers_stands_first(asked: list[Result]) -> None:
    site = asked[0].question.place.path
    first, third = share(asked, 1), share(asked, 3)
    FIGURES.append(f"{site}: hit@1 {first:.3f}, hit@3 {third:.3f} of {len(asked)} questions")
    FIGURES.append("  " + ", ".join(f"{kind} {share(some, 1):.2f}/{share(some, 3):.2f}" for kind, some in by_kind(asked).items()))
    missed = as_text(misses(asked))
    print(missed)  # noqa: T201 - the run shows what to work on
    assert first >= HIT_1, missed
    assert third >= HIT_3, missed


def test_hardly_a_question_finds_nothing(asked: list[Result]) -> None:
    dead_ends = [result.question.text for result in asked if result.is_dead_end]
    assert len(dead_ends) / len(asked) <= DEAD_ENDS, dead_ends


def test_questions_that_nobody_has_practised_find_their_page_too(staff_site: Path, demo: Plan) -> None:
    questions, problems = read_file(PROJECT, FRESH)
    pages, _ = read_pages(PROJECT)
    assert [*problems, *question_problems(questions, Addresses.of(pages, demo))] == []
    for kind, some in by_kind(list(results(Search(staff_site), questions))).items():
        first, third = share(some, 1), share(some, 3)
        dead_ends = sum(result.is_dead_end for result in some)
        FIGURES.append(f"fresh questions, {kind}: hit@1 {first:.3f}, hit@3 {third:.3f} of {len(some)}, {dead_ends} without an answer")
        assert first >= FRESH_HIT_1
        assert third >= FRESH_HIT_3


def by_kind(asked: list[Result]) -> dict[str, list[Result]]:
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in asked:
        kinds[result.question.kind].append(result)
    return kinds
