"""Golden questions: what people type into search, and the pages that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.plan.audience import Audience
from handbook.plan.page import Addresses
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.yaml_text import Mapping, Node, Scalar, Sequence, parse, read_text

FILES = {Audience.STAFF: "tests/search/questions.yml", Audience.PUBLIC: "tests/search/public_questions.yml"}


@dataclass(frozen=True)
class Question:
    """What somebody types, what kind of question it is, and the addresses that answer it, fx `bekymring/underretning/`."""

    text: str
    kind: str
    pages: tuple[str, ...]
    place: Place
    page_places: tuple[Place, ...]


def read_questions(project: Path, audience: Audience) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The questions of a site's readers, and what cannot be read of them. A project without the file has none."""
    return read_file(project, FILES[audience]) if (project / FILES[audience]).exists() else ((), ())


def read_file(project: Path, name: str) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The questions of the file with this name below the project, and what cannot be read of them."""
    text, problems = read_text(project / name, name)
    node, found = parse(text, name) if text is not None else (None, [])
    problems += found
    if node is None:
        return (), tuple(problems)
    if not isinstance(node, Sequence):
        return (), (*problems, _malformed(node))
    questions = [_question(item) for item in node.items]
    problems += [_malformed(item) for item, question in zip(node.items, questions, strict=True) if question is None]
    return tuple(filter(None, questions)), tuple(problems)


def question_problems(questions: Iterable[Question], addresses: Addresses) -> Iterator[Problem]:
    """Each page that a question names and that the site does not have."""
    known = {addresses.page(path) for path in addresses.paths} - {None}
    for question in questions:
        for page, place in zip(question.pages, question.page_places, strict=True):
            if page not in known:
                message = f"Ingen side har adressen `{page}`, som skulle svare på »{question.text}«."
                yield Problem(place, "search-question", message, did_you_mean(page, (address for address in known if address)))


def _question(item: Node) -> Question | None:
    if not isinstance(item, Mapping) or {key.text for key, _ in item.entries} != {"question", "kind", "pages"}:
        return None
    text, kind, pages = item.get("question"), item.get("kind"), item.get("pages")
    if not isinstance(text, Scalar) or not isinstance(kind, Scalar) or not isinstance(pages, Sequence) or not pages.items:
        return None
    named = [page for page in pages.items if isinstance(page, Scalar)]
    if text.empty or len(named) != len(pages.items):
        return None
    return Question(text.text, kind.text, tuple(p.text for p in named), item.place, tuple(p.place for p in named))


def _malformed(node: Node) -> Problem:
    hint = "Skriv `question`, `kind` og `pages`, som i de andre spørgsmål."
    return Problem(node.place, "search-question", "Spørgsmålet kan ikke læses.", hint)
