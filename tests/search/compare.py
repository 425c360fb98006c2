"""Our search beside stock Material, Pagefind and MiniSearch as it comes, on the same pages and the same questions.

Not part of the tests: `.venv/bin/python -m tests.search.compare`. Needs Node; Pagefind is asked when npx can fetch it.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import material

from handbook.ask import Search
from handbook.plan.audience import Audience
from handbook.plan.question import FILES, Question, read_file
from handbook.publish.build import build
from handbook.publish.sections import sections
from tests.conftest import PROJECT

NODE = PROJECT / "tests" / "search" / "compare.js"
FRESH = "tests/search/fresh_questions.yml"
VENDOR = PROJECT / "overrides" / "assets" / "vendor"


@dataclass(frozen=True)
class Figures:
    """How one search did: the ranks of the answers (None: not found), its bytes to fetch, and the time of each question in ms."""

    name: str
    found: list[tuple[int | None, bool]]
    size: int
    times: list[float]

    def row(self) -> str:
        ranks = [rank for rank, _ in self.found]
        count = len(ranks)
        hit_1, hit_3 = (sum(rank is not None and rank <= up_to for rank in ranks) / count for up_to in (1, 3))
        mean = sum(1 / rank for rank in ranks if rank) / count
        nothing = sum(empty for _, empty in self.found) / count
        p95 = quantiles(self.times, n=20)[-1]
        return f"| {self.name} | {hit_1:.3f} | {hit_3:.3f} | {mean:.3f} | {nothing:.3f} | {self.size / 1000:.1f} | {p95:.1f} |"


def main() -> None:
    """Print two tables for the staff handbook: the golden questions, and those that nobody practised on."""
    with tempfile.TemporaryDirectory() as folder:
        assert build(PROJECT, ["staff"], Path(folder)) is None
        site = Path(folder) / "staff"
        for name in (FILES[Audience.STAFF], FRESH):
            questions, _ = read_file(PROJECT, name)
            print(f"\n{len(questions)} questions of `{name}`:\n")  # noqa: T201
            print("| search | hit@1 | hit@3 | MRR | nothing | index kB gzip | p95 ms |\n|---|--:|--:|--:|--:|--:|--:|")  # noqa: T201
            for figures in (_ours(site, questions), *_by_node(site, questions, Path(folder))):
                print(figures.row())  # noqa: T201


def _ours(site: Path, questions: tuple[Question, ...]) -> Figures:
    search = Search(site)
    found, times = [], []
    for question in questions:
        begun = perf_counter()
        addresses = [hit.address for hit in search.ask(question.text)]
        times.append((perf_counter() - begun) * 1000)
        found.append(_placed(question, addresses))
    (index,) = site.glob("assets/*/search/index-*.js")
    return Figures("ours (in QuickJS)", found, len(gzip.compress(index.read_bytes(), 9)), times)


def _by_node(site: Path, questions: tuple[Question, ...], folder: Path) -> Iterator[Figures]:
    """The others, each run by Node on the same sections."""
    documents = folder / "documents.json"
    documents.write_text(json.dumps(list(_documents(site))), "utf-8")
    asked = folder / "questions.json"
    asked.write_text(json.dumps([question.text for question in questions]), "utf-8")
    if npx := shutil.which("npx"):
        subprocess.run([npx, "--yes", "pagefind@1.5.2", "--site", str(site)], check=False, capture_output=True)
    environment = os.environ | {"MATERIAL": str(Path(material.__file__).parent / "templates" / "assets" / "javascripts")}
    command = ["node", str(NODE), str(documents), str(asked), str(VENDOR), str(site)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    for answer in json.loads(output):
        found = [_placed(question, addresses) for question, addresses in zip(questions, answer["found"], strict=True)]
        yield Figures(answer["name"], found, answer["size"], answer["times"])


def _documents(site: Path) -> Iterator[dict[str, Any]]:
    """Every section of the built pages, as Material's own index has them."""
    for path in sorted(site.rglob("index.html")):
        html = path.read_text("utf-8")
        content = html[html.index('<article class="md-content') : html.index('<p class="page-foot">')]
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        for section in sections(content):
            location = f"{address}#{section.anchor}" if section.anchor else address
            yield {"location": location, "title": unescape(section.title), "text": "\n".join(section.blocks)}


def _placed(question: Question, addresses: list[str]) -> tuple[int | None, bool]:
    rank = next((rank for rank, address in enumerate(addresses, 1) if address in question.pages), None)
    return rank, not addresses


if __name__ == "__main__":
    main()
