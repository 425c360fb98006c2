"""Proof by canaries: a unique word in everything that only staff may see, and not one of them on the citizens' site.

Then the projection and the file filter are broken on purpose, and the gate must catch every canary that gets out.
What is planted and what has got out is found here by means of its own: neither `public_fields` nor `hidden` nor the gate
has a say in it.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from pypdf import PdfWriter

import macros
from handbook.plan.hidden import Hidden, HiddenKind, hidden, hidden_files
from handbook.plan.loader import load
from handbook.plan.page import Page, read_pages
from handbook.plan.passage import arguments
from handbook.plan.plan import SINGLE, Plan
from handbook.plan.problem import Problem
from handbook.plan.record import Choice, Location, Model, Part, references
from handbook.plan.slug import slug
from handbook.publish import plugin
from handbook.publish.assets import Assets
from handbook.publish.build import build
from handbook.publish.gate import leaks
from handbook.publish.plugin import HandbookPlugin
from macros.macro import Context
from macros.page import Rendered, render
from tests.conftest import FIGURES, PROJECT

COPIED = ("docs", "plan_data", "macros", "overrides", "mkdocs.yml", "mkdocs.public.yml")
LETTERS = "bcdfghjklmnprstvw"
CORE = re.compile(rf"qxz[{LETTERS}]{{5}}zxq|197\d{{5}}".encode())
"""A canary's own letters, or the telephone number that it is when the field takes nothing else."""


@dataclass
class Aviary:
    """The canaries that were planted: each with what it stands in and the file."""

    planted: dict[str, tuple[str, str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def core(self, what: str, file: str) -> str:
        """A word that stands nowhere else: letters only, so that it survives in addresses."""
        number, letters = next(self._numbers), ""
        for _ in range(5):
            number, rest = divmod(number, len(LETTERS))
            letters += LETTERS[rest]
        return self._add(f"qxz{letters}zxq", what, file)

    def words(self, what: str, file: str) -> str:
        """Two words with more than twelve letters, short enough for every field."""
        return f"kanarie {self.core(what, file)}"

    def phone(self, what: str, file: str) -> str:
        return self._add(f"197{next(self._numbers):05}", what, file)

    def named(self, path: str, what: str) -> str:
        """A path below the project with a canary in its name, in place of the braces."""
        core = self.core(what, "")
        self.planted[core] = (what, path.format(core))
        return path.format(core)

    def in_text(self, text: str, what: str, file: str) -> str:
        """The text with a canary in each of its sentences, its cells and its pieces between macros."""
        pieces = re.split(r"((?<=[.!?…])[*_»«\")]*\s+(?=[\W_]*[A-ZÆØÅÉ])|\||\{\{.*?\}\}|\{%.*?%\})", text)
        return "".join(piece if index % 2 else self._in_piece(piece, what, file) for index, piece in enumerate(pieces))

    def _in_piece(self, piece: str, what: str, file: str) -> str:
        """A canary after the first word that is neither code, tag, address nor attribute."""
        word = next((match for match in _WORD.finditer(piece) if match["word"]), None)
        return f"{piece[: word.end()]} {self.words(what, file)}{piece[word.end() :]}" if word else piece

    def _add(self, core: str, what: str, file: str) -> str:
        self.planted[core] = (what, file)
        return core


_WORD = re.compile(
    r"`[^`]*`|</?[a-zA-Z][^<>]*>|\]\([^)]*\)|\{:?\s*[#.][^}]*\}|\S*://\S*|&\w+;|\S*@\S+"
    r"|(?P<word>[A-Za-zÆØÅæøå]{2,}(?=[\s.,:;!?*)\]»]|$))"
)


# Records


ONE_MORE = frozenset(
    (
        "actors",
        "areas",
        "cards",
        "caveats",
        "contacts",
        "coverage",
        "data_sources",
        "elements",
        "initiatives",
        "experiences",
        "housing_areas",
        "inventory",
        "key_figures",
        "laws",
        "phases",
        "principles",
        "production",
        "protective_factors",
        "reports",
        "roles",
        "rollout",
        "signs",
        "sources",
        "stakeholders",
        "systems",
        "terms",
        "tools",
        "work_groups",
        "topics",
        "trainings",
    )
)
"""Collections that may hold one record more without anything else changing: a record whose `id` is a canary too."""


def plant_records(project: Path, aviary: Aviary) -> None:
    """A canary in every free string that the YAML does not call public, and in most collections a record of staff's own."""
    plan = load(project).plan
    ids: dict[str, str] = {}
    used: set[str] = set()
    for path in sorted((project / "plan_data").rglob("*.yml")):
        file = path.relative_to(project).as_posix()
        data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - every value as the text that it is
        for key, value in data.items():
            kind, id_key = SINGLE.get(key, key), "element" if key == "coverage" else "id"
            raws = [value] if key in SINGLE else value
            records = [plan.collection(kind)[raw[id_key]] for raw in raws]
            if kind in ONE_MORE - used:
                own = "elements" if kind == "coverage" else kind
                ids.setdefault(own, f"kanarie-{aviary.core('id', file)}")
                # A role that meets citizens must have an action card, and a group of stakeholders training or a reason.
                behind = {"roles": {"frontline": "false"}, "stakeholders": {"no_training": "Den er en kanarie."}}.get(kind, {})
                value.append(_for_staff({**raws[0], **behind, id_key: ids[own]}))
                records.append(records[0])
                used.add(kind)
            for raw, record in zip(raws, records, strict=True):
                named = {reference.location for reference in references(record)}
                _plant(raw, record, (), named, partial(_form, aviary, kind, file), public=True)
        _write_yaml(path, data, aviary.words("comment", file))
    assert used == ONE_MORE


def _for_staff(raw: Any) -> Any:
    """A copy of a record's YAML in which nothing is public."""
    if isinstance(raw, dict):
        return {key: _for_staff(value) for key, value in raw.items() if key != "public"}
    return [_for_staff(item) for item in raw] if isinstance(raw, list) else raw


def _plant(raw: Any, value: object, at: Location, named: set[Location], form: Callable[[str, str], str], *, public: bool) -> Any:
    """The YAML with canaries wherever neither the record nor the part says that citizens may see it."""
    if isinstance(value, Part):
        told = raw.get("public", "false")
        fields = {info.alias or name: name for name, info in type(value).model_fields.items()}
        for key in set(raw) - {"id", "element", "public", "page", "pages", "section", "where", "joints"}:
            shown = public and (told == "true" or (isinstance(told, list) and key in told))
            raw[key] = _plant(raw[key], getattr(value, fields[key]), (*at, key), named, form, public=shown)
    elif isinstance(value, Model) and isinstance(raw, dict):
        for key in raw:
            raw[key] = _plant(raw[key], getattr(value, key), (*at, key), named, form, public=public)
    elif isinstance(value, tuple):
        return [_plant(raw[i], item, (*at, i), named, form, public=public) for i, item in enumerate(value)]
    elif isinstance(value, str) and not isinstance(value, Choice) and not public and at not in named:
        return form(next(step for step in reversed(at) if isinstance(step, str)), raw)
    return raw


def _form(aviary: Aviary, kind: str, file: str, key: str, text: str) -> str:
    """A canary that the field accepts. A text of several sentences keeps them, each with a canary of its own."""
    what = "search" if key == "search" else f"{kind}.{key}"
    if key in ("label", "columns") and not re.search("[a-zæøå]", text):
        return text  # a year
    if key == "phone":
        return aviary.phone(what, file)
    if key == "mailbox":
        return f"infohus@kanarie-{aviary.core(what, file)}.example"
    if re.match(r"https?://", text):
        return f"https://kanarie-{aviary.core(what, file)}.example/"
    return aviary.words(what, file) if key == "short" or len(text.split()) < 4 else aviary.in_text(text, what, file)


def _write_yaml(path: Path, data: object, comment: str) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(f"# {comment}\n{text}", "utf-8")


# Pages and files


def plant_pages(project: Path, aviary: Aviary) -> None:
    """A canary in every sentence of staff's pages and blocks, in titles, comments and front matter, and a page that is one."""
    for path in sorted((project / "docs").rglob("*.md")):
        file = path.relative_to(project).as_posix()
        _, head, body = re.fullmatch(r"(---\n(.*?)---\n)(.*)", path.read_text("utf-8"), re.DOTALL).groups()  # type: ignore[union-attr]
        told = yaml.safe_load(head)
        public = "public" in told.get("audience", ())
        if not public:
            told |= {key: aviary.in_text(told[key], f"page.{key}", file) for key in ("title", "description") if key in told}
            told["search"] = [*told.get("search", ()), aviary.words("search", file)]
            body = _in_body(body, aviary, file, "page")
        else:
            body = _STAFF_BLOCK.sub(lambda match, file=file: f"{match[1]}{_in_body(match[2], aviary, file, 'block')}{match[3]}", body)
            body += f"\n{HEARD}\n" if path.parent.name == "hjaelp" else ""
            body += f"\n<!-- {aviary.words('page.comment', file)} -->\n\n{{# {aviary.words('page.note', file)} #}}\n"
        told_head = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(f"---\n# {aviary.words('page.head', file)}\n{told_head}---\n{body}", "utf-8")
    for name in ("docs/kanarie-{}.md", "docs/bekymring/kanarie-{}.md"):
        file = aviary.named(name, "page.address")
        (project / file).write_text(_new_page(aviary, file), "utf-8")


_STAFF_BLOCK = re.compile(r"(\{% if staff %\})(.*?)(\{% (?:else|endif) %\})", re.DOTALL)


def _in_body(body: str, aviary: Aviary, file: str, what: str) -> str:
    """Line by line, the first line of each sentence; headings keep the names that links lead to."""
    lines: list[str] = []
    for line in body.splitlines(keepends=True):
        text, end = (line[:-1], "\n") if line.endswith("\n") else (line, "")
        heading = re.fullmatch(r"(#+ )([^{}]*?)", text)
        kind = "heading" if text.startswith("#") else "text"
        goes_on = re.match(r"\s*[a-zæøå]", text) and lines and re.match(r"[\s#*>-]*\w", lines[-1])
        if goes_on or text.lstrip().startswith(("```", "|--", "|:-")):
            lines.append(line)
        elif heading:
            lines.append(f"{heading[1]}{aviary.in_text(heading[2], f'{what}.{kind}', file)} {{ #{slug(heading[2])} }}{end}")
        else:
            lines.append(aviary.in_text(text, f"{what}.{kind}", file) + end)
    return "".join(lines)


def _new_page(aviary: Aviary, file: str) -> str:
    """What the demo's own pages have nothing of: pictures, titles of links, comments, a heading that becomes an address."""
    sing = {name: aviary.words(f"page.{name}", file) for name in ("title", "description", "heading", "comment", "note", "raw")}
    alt, title, tag, label = (aviary.words("page.alt", file) for _ in range(4))
    depth = "../" * (file.count("/") - 1)
    return f"""\
---
title: Side {sing["title"]}
description: Siden {sing["description"]} synger.
---

# Side {sing["title"]}

## Om {sing["heading"]}

<!-- {sing["comment"]} --> {{# {sing["note"]} #}}

![Et billede: {alt}]({depth}offentligt/hilsen.svg "Et billede med {title}")

<p title="Se {tag} her"><a aria-label="Læs {label} her" href="{depth}">Start</a></p>

{{% raw %}}Skriv {{{{ {sing["raw"]} }}}} her.{{% endraw %}}
"""


def plant_files(project: Path, aviary: Aviary) -> None:
    """Staff's files: their names and what they hold are canaries. Beside them one that is for citizens."""
    contents: dict[str, Callable[[str], bytes]] = {"txt": str.encode, "svg": _svg, "pdf": _pdf, "docx": _docx, "json.gz": _gz}
    for suffix, content in contents.items():
        for name in (f"docs/assets/kanarie-{{}}/vagtplan.{suffix}", f"docs/assets/kanarie-{{}}.{suffix}"):
            file = aviary.named(name, "file.name")
            (project / file).parent.mkdir(exist_ok=True)
            (project / file).write_bytes(content(aviary.words("file.content", file)))
    (project / "docs" / "offentligt").mkdir()
    (project / "docs" / "offentligt" / "hilsen.svg").write_bytes(_svg(HEARD))
    style = project / "overrides" / "assets" / "internal.css"
    style.write_text(f"/* {aviary.words('style', 'overrides/assets/internal.css')} */\n{style.read_text('utf-8')}", "utf-8")


def _svg(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{text}</title></svg>'.encode()


def _pdf(text: str) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": text})
    writer.write(out)
    return out.getvalue()


def _docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return out.getvalue()


def _gz(text: str) -> bytes:
    return gzip.compress(json.dumps(text).encode())


def plant_settings(project: Path, aviary: Aviary) -> None:
    """The staff site's own settings, which the citizens' site inherits where it says nothing else."""
    file = project / "mkdocs.yml"
    settings, nav, menu = file.read_text("utf-8").partition("\nnav:\n")
    settings = re.sub(r"(site_name|site_description): .*", lambda match: f"{match[0]} {aviary.words('setting', file.name)}", settings)
    settings = re.sub(
        r"(repo_url|site_url): .*", lambda match: f"{match[1]}: https://kanarie-{aviary.core('setting', file.name)}.example/", settings
    )
    menu = re.sub(r"- [^:\n]+(?=:)", lambda match: f"{match[0]} {aviary.words('setting', file.name)}", menu)
    file.write_text(f"# {aviary.words('comment', file.name)}\n{settings}{nav}{menu}", "utf-8")


# What has got out


HEARD = "Kanarie, der gerne må synge"
"""Stands in what citizens may see: a search that does not find it finds nothing."""


def got_out(site: Path) -> dict[Path, set[str]]:
    """The canaries in the path and the bytes of each file of a site, however it is packed or written."""
    out = {path: cores_in(path.relative_to(site).as_posix().encode()) for path in site.rglob("*") if path.is_file()}
    return {path: cores.union(*map(cores_in, _unpacked(path.read_bytes()))) for path, cores in out.items()}


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield from _unpacked(gzip.decompress(data))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _unpacked(packed.read(name))


def cores_in(data: bytes) -> set[str]:
    """The canaries in some bytes: as they stand and as JSON, addresses, HTML and UTF-16 write them, with or without signs between."""
    text = unquote_to_bytes(data.replace(b"\0", b"")).decode("utf-8", "replace")
    text = html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), text))
    plain = text.casefold().encode("utf-8", "replace")
    return {core.decode() for view in (data.lower(), plain, re.sub(rb"[^a-z0-9]", b"", plain)) for core in CORE.findall(view)}


# The proof


@dataclass
class Build:
    """A build of the citizens' site: what it said, what had got out at the gate, the leaks, and the canaries named one by one."""

    reason: str | None = None
    out: set[str] = field(default_factory=set)
    leaks: list[Problem] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.fixture(scope="module")
def planted(aviary: Aviary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with canaries."""
    project = tmp_path_factory.mktemp("planted")
    for name in COPIED:
        source = PROJECT / name
        shutil.copytree(source, project / name) if source.is_dir() else shutil.copy(source, project / name)
    plant_records(project, aviary)
    plant_files(project, aviary)
    plant_pages(project, aviary)
    plant_settings(project, aviary)
    return project


@pytest.fixture
def public_build(planted: Path, aviary: Aviary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Build]:
    """The real build of the citizens' site, with an ear at the gate."""
    made = Build()

    def listening(
        site: Path, secrets: Iterable[Hidden], shown: Iterable[str], values: Iterable[str], allowed: Iterable[str]
    ) -> list[Problem]:
        secrets, shown, values = list(secrets), list(shown), list(values)
        out = got_out(site)
        made.out = aviary.planted.keys() & set().union(*out.values())
        made.leaks = leaks(site, secrets, shown, values, allowed)
        if made.out:
            for path in [path for path, cores in out.items() if not cores]:
                path.unlink()  # the whole site goes anyway, and the rest is quicker to search
            silent = [silenced(secret.text, but="") for secret in secrets]
            told = leaks(site, one_by_one(secrets), [*shown, *silent], [*values, *silent])
            made.named = set().union(*(cores_in(leak.message.encode()) for leak in told))
        return made.leaks

    def run() -> Build:
        monkeypatch.setattr(plugin, "leaks", listening)
        made.reason = build(planted, ["public"], tmp_path)
        return made

    return run


def one_by_one(secrets: Iterable[Hidden]) -> Iterator[Hidden]:
    """A secret for each canary: the gate names a long text once, so each paragraph is told again with the other canaries silent."""
    for secret in secrets:
        for paragraph in re.split(r"\n\s*\n", secret.text):
            yield from (replace(secret, text=silenced(paragraph, but=core)) for core in cores_in(paragraph.encode()))


def silenced(text: str, but: str) -> str:
    for core in cores_in(text.encode()) - {but}:
        text = text.replace(core, "tavs")
    return text


def test_everything_that_is_hidden_has_a_canary_and_every_canary_is_hidden(planted: Path, aviary: Aviary) -> None:
    secrets = [*hidden(load(planted).plan, read_pages(planted)[0]), *hidden_files(planted / "docs")]
    texts = [secret for secret in secrets if secret.kind is not HiddenKind.ADDRESS and re.search(r"\w{3,} \w{3,}", secret.text)]
    assert len(texts) > 1000
    given = {argument.text for page in read_pages(planted)[0] for argument in arguments(page.body)}
    assert [secret for secret in texts if not cores_in(secret.text.encode()) and secret.text not in given] == []
    told = set().union(*(cores_in(secret.text.encode()) for secret in secrets))
    assert {core: where for core, where in aviary.planted.items() if where[0] not in UNTOLD and core not in told} == {}


UNTOLD = ("comment", "file.content", "id", "page.head", "search", "setting", "style")
"""Where a canary stands that the gate is not told of: it can get out only along with one that it is told of, or not at all."""


def test_no_canary_gets_out(public_build: Callable[[], Build], aviary: Aviary, tmp_path: Path) -> None:
    made = public_build()
    assert made.reason is None
    site = tmp_path / "public"
    assert HEARD in (site / "offentligt" / "hilsen.svg").read_text("utf-8")
    assert HEARD in (site / "hjaelp" / "index.html").read_text("utf-8")
    assert aviary.planted.keys() & set().union(*got_out(site).values()) == set()
    assert len(aviary.planted) > 2000
    FIGURES.append(f"{len(aviary.planted)} canaries planted, none on the citizens' site")


def without_projection(patch: pytest.MonkeyPatch) -> None:
    """Citizens get the whole plan."""
    patch.setattr(Plan, "seen_by", lambda plan, _: plan)


def without_file_filter(patch: pytest.MonkeyPatch) -> None:
    """Citizens get every page and every file; nothing stops the build before the gate."""

    @event_priority(-100)
    def on_files(self: HandbookPlugin, files: Files, /, *, config: MkDocsConfig) -> Files:
        files = self._record_pages.in_files(files, config)
        self._assets = Assets(files, config)
        return files

    stop = HandbookPlugin._stop_at

    def stop_at_leaks(self: HandbookPlugin, problems: Iterable[Problem]) -> None:
        stop(self, [problem for problem in problems if problem.rule == "leak"])

    patch.setattr(plugin, "for_audience", lambda pages, _: pages)
    patch.setattr(HandbookPlugin, "on_files", on_files)
    patch.setattr(HandbookPlugin, "_stop_at", stop_at_leaks)


def without_passages(patch: pytest.MonkeyPatch) -> None:
    """Citizens get staff's blocks."""

    def shown(page: Page, context: Context) -> Rendered:
        return render(replace(page, body=page.body.replace("{% if staff %}", "{% if municipality %}")), context)

    patch.setattr(macros, "render", shown)


def without_comment_filter(patch: pytest.MonkeyPatch) -> None:
    """Citizens get the comments in the pages."""
    patch.setattr(HandbookPlugin, "_without_traces", lambda _, output: output)


BROKEN: dict[str, tuple[int, tuple[Callable[[pytest.MonkeyPatch], None], ...]]] = {
    "projection": (250, (without_projection,)),
    "file filter": (900, (without_file_filter,)),
    "anything": (1900, (without_projection, without_file_filter, without_passages, without_comment_filter)),
}
"""What is broken, and how many canaries get out at least."""


@pytest.mark.parametrize("broken", BROKEN)
def test_the_gate_catches_every_canary_that_gets_out_without(
    broken: str, public_build: Callable[[], Build], aviary: Aviary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_least, breaks = BROKEN[broken]
    for break_it in breaks:
        break_it(monkeypatch)
    made = public_build()
    flagged = {leak.place.path for leak in made.leaks}
    caught = made.named | {core for core in made.out if aviary.planted[core][0] in KNOWN_BY_FILE and aviary.planted[core][1] in flagged}
    FIGURES.append(f"without {broken}: {len(made.out)} canaries out, {len(made.out & caught)} caught, {len(made.leaks)} leaks named")
    assert {core: aviary.planted[core] for core in made.out - caught} == {}
    assert {aviary.planted[core][1] for core in made.out} <= flagged
    assert len(made.out) >= at_least
    assert made.reason
    assert all(leak.message in made.reason for leak in made.leaks)
    assert list(tmp_path.iterdir()) == []


KNOWN_BY_FILE = ("file.content", "id", "page.address", "search", "style")
"""Not looked for as words: the gate knows the file, the page or the record that they stand in, and names that."""
