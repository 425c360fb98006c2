"""Pages: the Markdown files in `docs/`, and the addresses at which they and the records are read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from handbook.plan.audience import Audience
from handbook.plan.card import Card
from handbook.plan.concept import Element
from handbook.plan.fields import Text
from handbook.plan.flow import Node
from handbook.plan.initiative import Initiative
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.record import Choice, Model, descriptions, place_in, plain_data
from handbook.plan.role import Role
from handbook.plan.slug import slug
from handbook.plan.stop import Stop, stops
from handbook.plan.yaml_text import Mapping, Scalar, parse, read_text, scalars

FOLDER = "docs"


PageRecord = Role | Node | Element | Card | Initiative | Stop
"""A record with a page of its own."""


class ForEach(Choice):
    """The records that a page can be published once for each of."""

    ROLES = "roles", "roller"
    STEPS = "steps", "trin i sagsgangen"
    ELEMENTS = "elements", "elementer i konceptet"
    CARDS = "cards", "action cards"
    INITIATIVES = "initiatives", "indsatser"
    GUIDE = "guide", "sider i guiden"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class FrontMatter(Model):
    """What stands between the two `---` at the top of a page."""

    title: Text | None = None
    """Sidens titel."""
    description: Text | None = None
    """Sidens indhold i én sætning."""
    audience: Annotated[tuple[Audience, ...], BeforeValidator(_listed), Field(min_length=1)] = (Audience.STAFF,)
    """Hvem siden er til: `staff`, `public` eller `[staff, public]`."""
    for_each: ForEach | None = None
    """Siden udgives én gang for hver af disse poster."""
    numbered: Text | None = None
    """`true` giver overskrifterne numre; `acute` gør desuden den første rød."""
    hide: tuple[Text, ...] = ()
    """Det, siden ikke viser: `toc` eller `navigation`."""
    search: tuple[Text, ...] = ()
    """Det, folk skriver, når de søger efter siden: hverdagsord og korte sætninger. Vises aldrig."""


@dataclass(frozen=True)
class Page:
    """A Markdown file: `path` is relative to `docs/`, `first_line` is the line on which the body begins.

    `head` is the text above the body, so that every word of the file can be checked.
    """

    path: str
    front_matter: FrontMatter
    body: str
    first_line: int
    head: str = ""

    @property
    def name(self) -> str:
        return f"{FOLDER}/{self.path}"

    @property
    def anchors(self) -> tuple[str, ...]:
        """The names that the page's headings have in addresses."""
        return tuple(match["id"] or slug(match["text"]) for match in _HEADING.finditer(_FENCED.sub("", self.body)))

    def is_for(self, audience: Audience) -> bool:
        """Whether the page stands on this audience's site."""
        return audience in self.front_matter.audience


def for_audience(pages: tuple[Page, ...], audience: Audience) -> tuple[Page, ...]:
    """The pages of one audience's site."""
    return tuple(page for page in pages if page.is_for(audience))


def read_pages(project: Path) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Every page below `docs/`, and the problems of those that cannot be read: they count as empty."""
    pages: list[Page] = []
    problems: list[Problem] = []
    folder = project / FOLDER
    for path in sorted(path for suffix in _OTHER_SUFFIXES for path in folder.rglob(f"*{suffix}")):
        name = path.relative_to(project).as_posix()
        hint = f"Kald den `{path.with_suffix('.md').name}`."
        problems.append(Problem(Place(name), "page-path", "En side skal ende på `.md`.", hint))
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(folder).as_posix()
        text, found = read_text(path, f"{FOLDER}/{relative}")
        problems += found
        page, found = read_page(relative, text or "")
        pages.append(page)
        problems += found
    return tuple(pages), tuple(problems)


_HEADING = re.compile(r"^#{1,6} +(?P<text>.*?) *(?:\{[^}#]*#(?P<id>[\w-]+)[^}]*\})?$", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_OTHER_SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd")
"""Suffixes that MkDocs takes for pages too."""


def read_page(path: str, text: str) -> tuple[Page, list[Problem]]:
    """A page from its text; front matter that cannot be read is a problem and counts as empty."""
    name = f"{FOLDER}/{path}"
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return Page(path, FrontMatter(), text, 1), []
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        problem = Problem(Place(name), "front-matter", "Sidens hoved er ikke lukket.", "Skriv `---` på en linje for sig under hovedet.")
        return Page(path, FrontMatter(), text, 1), [problem]
    front_matter, problems = _front_matter("".join(lines[1:end]), name)
    return Page(path, front_matter, "".join(lines[end + 1 :]), end + 2, "".join(lines[: end + 1])), problems


def published(pages: tuple[Page, ...], plan: Plan) -> Iterator[tuple[Page, PageRecord | None, str]]:
    """Every page that is published with its record, if any, and the path it gets below `docs/`."""
    for page in pages:
        if page.front_matter.for_each is None:
            yield page, None, page.path
            continue
        for record in _records(page.front_matter.for_each, plan):
            yield page, record, posixpath.join(posixpath.dirname(page.path), f"{record.id}.md")


@dataclass(frozen=True)
class Addresses:
    """Where things are read: pages by their path, records by kind and id.

    `directory_urls` is MkDocs' `use_directory_urls`: `/kontakt/` or, for files on a stick, `/kontakt/index.html`.
    """

    paths: frozenset[str]
    records: tuple[tuple[str, str, str], ...]
    directory_urls: bool = True

    @classmethod
    def of(cls, pages: tuple[Page, ...], plan: Plan, *, directory_urls: bool = True) -> Addresses:
        out = list(published(pages, plan))
        records = ((str(page.front_matter.for_each), record.id, path) for page, record, path in out if record)
        return cls(frozenset(path for _, _, path in out), tuple(records), directory_urls)

    def page(self, path: str) -> str | None:
        """The address of a page from the site's root, fx `bekymring/`, or None when it is not published."""
        if path not in self.paths:
            return None
        stem = path.removesuffix(".md")
        folder = stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
        return folder if self.directory_urls else f"{stem}.html"

    def record(self, kind: str, id: str) -> str | None:
        """The address of a record: its own page, or its place on the page that lists its kind."""
        if path := self._own_pages.get((_PAGE_KIND.get(kind, kind), id)):
            return self.page(path)
        home = self.page(_HOME[kind]) if kind in _HOME else None
        return None if home is None else f"{home}#{id}"

    @cached_property
    def _own_pages(self) -> dict[tuple[str, str], str]:
        """The path of each record's own page. Pages with long lists ask for hundreds."""
        return {(kind, id): path for kind, id, path in reversed(self.records)}


def _records(for_each: ForEach, plan: Plan) -> Iterator[PageRecord]:
    match for_each:
        case ForEach.ROLES:
            yield from plan.roles
        case ForEach.STEPS:
            yield from plan.steps
        case ForEach.ELEMENTS:
            yield from plan.shown_elements
        case ForEach.CARDS:
            yield from plan.cards
        case ForEach.INITIATIVES:
            yield from plan.initiatives
        case ForEach.GUIDE:
            yield from stops(plan)[1:]


_HOME = {
    "contacts": "kontakt/index.md",
    "laws": "lov/index.md",
    "terms": "ordliste/index.md",
    "sources": "kilder/index.md",
    "signs": "bekymringstegn/index.md",
    "municipalities": "planen/aarshjul.md",
    "phases": "planen/arbejdet.md",
    "work_groups": "planen/arbejdet.md",
    "production": "planen/arbejdet.md",
    "rollout": "planen/udrulning.md",
    "principles": "planen/udrulning.md",
    "chapters": "planen/skabelon.md",
    "subjects": "planen/skabelon.md",
    "prompts": "planen/skabelon.md",
    "stakeholders": "samarbejde/interessenter.md",
    "trainings": "samarbejde/kompetencer.md",
    "topics": "planen/index.md",
    "actors": "samarbejde/hvem-goer-hvad.md",
    "tools": "samarbejde/vaerktoejer.md",
    "housing_areas": "forebyggelse/boligomraader.md",
    "data_sources": "planen/noegletal.md",
    "key_figures": "planen/noegletal.md",
    "reports": "planen/noegletal.md",
    "readiness_rounds": "planen/parathed.md",
}
_PAGE_KIND = {"nodes": "steps"}


def _front_matter(text: str, name: str) -> tuple[FrontMatter, list[Problem]]:
    node, problems = parse(text, name, first_line=2)
    problems = [Problem(p.place, "front-matter", p.message, p.hint) for p in problems]
    if node is None or (isinstance(node, Scalar) and node.empty):
        return FrontMatter(), problems
    if not isinstance(node, Mapping):
        hint = "Skriv fx `title: Kontakt`."
        return FrontMatter(), [*problems, Problem(node.place, "front-matter", "Sidens hoved skal bestå af nøgleord.", hint)]
    for scalar in scalars(node):
        if re.search(r"\{[{%#]", scalar.text):
            hint = "Skriv almindelig tekst. Makroer og `{% if %}` virker kun under hovedet."
            problems.append(Problem(scalar.place, "front-matter", "Sidens hoved kan ikke bruge makroer.", hint))
    try:
        return FrontMatter.model_validate(plain_data(node)), problems
    except ValidationError as error:
        for detail in error.errors():
            key = str(detail["loc"][0])
            known = list(FrontMatter.model_fields)
            if detail["type"] == "extra_forbidden":
                place = next(k.place for k, _ in node.entries if k.text == key)
                problems.append(Problem(place, "front-matter", f"`{key}` kendes ikke i sidens hoved.", did_you_mean(key, known)))
            elif detail["type"] == "enum":
                hint = did_you_mean(str(detail["input"]), list(Audience if key == "audience" else ForEach))
                problems.append(
                    Problem(place_in(node, detail["loc"], node.place), "front-matter", f"`{detail['input']}` er ikke en mulighed.", hint)
                )
            else:
                described = descriptions(FrontMatter).get(key, "")
                problems.append(Problem(place_in(node, detail["loc"], node.place), "front-matter", f"`{key}` passer ikke.", described))
        return FrontMatter(), problems
