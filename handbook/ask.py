"""Asks the search of a built site from a shell or a test: the same index and the same JavaScript as in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.plan.problem import Problem, Severity
from handbook.plan.question import Question

STUB = "search/search_index.json"
PROGRAM = (
    "vendor/minisearch-7.2.0/minisearch.min.js",
    "vendor/orama-stemmers-3.1.18/danish.js",
    "search/words.js",
    "search/danish.js",
    "search/ranking.js",
    "search/answers.js",
)
"""The files in the order in which the worker loads them."""


class CannotAskError(Exception):
    """Why search cannot be asked, in Danish."""


@dataclass(frozen=True)
class Hit:
    """A page that was found: its address below the site, its title, and the place on it that answers best."""

    address: str
    title: str
    best: str


@dataclass(frozen=True)
class Result:
    """A question with the rank of the first page that answers it, from 1, or None when no such page was found."""

    question: Question
    hits: tuple[Hit, ...]

    @property
    def rank(self) -> int | None:
        return next((rank for rank, hit in enumerate(self.hits, 1) if hit.address in self.question.pages), None)

    @property
    def is_dead_end(self) -> bool:
        return not self.hits


class Search:
    """The search of one built site."""

    def __init__(self, site: Path) -> None:
        """Load the site's index. Raises CannotAskError when there is none, or nothing here that runs JavaScript."""
        try:
            import quickjs  # noqa: PLC0415 - not on every platform, and only this needs it
        except ImportError as error:
            raise CannotAskError("Søgning fra kommandolinjen kræver pakken quickjs-ng. Den findes ikke til denne maskine.") from error
        if not (site / STUB).is_file():
            raise CannotAskError(f"{site.name} er ikke bygget. Skriv `handbook build {site.name}`, og prøv igen.")
        name = json.loads((site / STUB).read_text("utf-8"))["config"]["index"]
        (index,) = site.glob(f"assets/*/search/{name}")
        self._context: Any = quickjs.Context()
        self._context.set_max_stack_size(4 * 1024 * 1024)
        for file in (*(index.parent.parent / path for path in PROGRAM), index):
            self._context.eval(file.read_text("utf-8"))
        self._context.eval("const answers = new Answers(SEARCH_INDEX, MiniSearch);")

    def answer(self, question: str) -> list[list[dict[str, Any]]]:
        """What the browser's dialog gets: for each page a list of items."""
        reply: dict[str, list[list[dict[str, Any]]]] = json.loads(
            self._context.eval(f"JSON.stringify(answers.answer({json.dumps(question)}))")
        )
        return reply["items"]

    def ask(self, question: str) -> tuple[Hit, ...]:
        """The pages that answer, best first."""
        return tuple(map(_hit, self.answer(question)))


def results(search: Search, questions: Iterable[Question]) -> Iterator[Result]:
    """Each question, asked."""
    return (Result(question, search.ask(question.text)) for question in questions)


def share(results: Iterable[Result], up_to: int) -> float:
    """How many of the questions have an answer among the first pages: hit@1, hit@3."""
    ranks = [result.rank for result in results]
    return sum(rank is not None and rank <= up_to for rank in ranks) / len(ranks)


def misses(results: Iterable[Result]) -> Iterator[Problem]:
    """The questions whose answer does not stand first, each at its place."""
    for result in results:
        if result.rank != 1:
            first = f"først kommer `{result.hits[0].address}`" if result.hits else "intet blev fundet"
            where = f"er nummer {result.rank}" if result.rank else "er ikke med"
            message = f"»{result.question.text}«: svaret {where}, {first}."
            hint = "Skriv, hvad folk kalder det, i `search:` på den side, der svarer."
            yield Problem(result.question.place, "search-miss", message, hint, Severity.WARNING)


def _hit(items: list[dict[str, Any]]) -> Hit:
    page = next(item for item in items if "#" not in item["location"])
    return Hit(page["location"], _text(page["title"]), items[0]["location"])


def _text(marked: str) -> str:
    for sign, written in (("<mark>", ""), ("</mark>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        marked = marked.replace(sign, written)
    return marked
