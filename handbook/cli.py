"""`handbook`: check the plan, build the sites, serve them while writing."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from handbook.check import check
from handbook.plan.audience import Audience
from handbook.plan.dates import set_today, today
from handbook.plan.problem import Problem, as_github, as_json, as_text
from handbook.plan.question import read_questions

if TYPE_CHECKING:
    from handbook.ask import Search

FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def command() -> NoReturn:
    """What a shell runs. An editor waits for the answer, so the collector seldom looks, and never at what the imports made."""
    gc.freeze()
    gc.set_threshold(200_000)
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns 0 when all is well and 1 when a problem blocks."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    options = _parser().parse_args(arguments)
    if options.today:
        set_today(options.today)
    try:
        result: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the lines has enough, fx `| head`. Python would write what is left once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return result


def _check(options: argparse.Namespace) -> int:
    missing = [path for path in options.paths if not Path(path).exists()]
    if missing:
        print(f"`{missing[0]}` findes ikke. Skriv en sti fra projektets mappe, fx `plan_data/kommune`.", file=sys.stderr)
        return 1
    problems = [p for p in check(Path.cwd(), today()) if _asked_for(p, options.paths)]
    text = FORMATS[options.format](problems)
    if text:
        print(text)
    blocking = sum(problem.blocks for problem in problems)
    if options.format == "text":
        warnings = len(problems) - blocking
        print(f"{_count(blocking, 'fejl', 'fejl')}, {_count(warnings, 'advarsel', 'advarsler')}.", file=sys.stderr)
    return 1 if blocking else 0


def _build(options: argparse.Namespace) -> int:
    from handbook.publish.build import CONFIGS, OFFLINE, build

    sites = list(CONFIGS) if options.site == "all" else [options.site]
    reason = build(Path.cwd(), sites, offline=options.offline)
    if reason:
        print(reason, file=sys.stderr)
        return 1
    for site in sites:
        if options.offline:
            print(f"site/{OFFLINE.format(site)} er bygget. Pak den ud, og åbn index.html.")
            continue
        pages = len(list((Path.cwd() / "site" / site).rglob("*.html")))
        print(f"site/{site} er bygget: {_count(pages, 'side', 'sider')}.")
    return 0


def _schema(_: argparse.Namespace) -> int:
    from handbook.plan.schema import FILE, schema

    (Path.cwd() / FILE).write_text(schema(), "utf-8")
    print(f"{FILE} er skrevet.")
    return 0


def _search(options: argparse.Namespace) -> int:
    from handbook.ask import CannotAskError, Search

    try:
        search = Search(Path.cwd() / "site" / options.site)
    except CannotAskError as error:
        print(error, file=sys.stderr)
        return 1
    if options.report:
        return _report(search, options.site)
    hits = search.ask(options.question or "")
    for rank, hit in enumerate(hits[:10], 1):
        print(f"{rank:2}  /{hit.best}  {hit.title}")
    if not hits:
        print("Intet blev fundet.")
    return 0 if hits else 1


def _report(search: Search, site: str) -> int:
    """Every golden question with the rank of its answer, those whose answer does not stand first with their place."""
    from handbook.ask import misses, results, share

    questions, _ = read_questions(Path.cwd(), next(audience for audience in Audience if audience == site))
    asked = list(results(search, questions))
    missed = list(misses(asked))
    print(as_text(missed))
    first = f"{len(asked) - len(missed)} af {len(asked)} spørgsmål har svaret først"
    print(f"{first}, {share(asked, 3):.0%} blandt de tre første.")
    return 1 if missed else 0


def _serve(options: argparse.Namespace) -> int:
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import Abort, MkDocsException

    from handbook.publish.build import CONFIGS

    try:
        serve(config_file=CONFIGS[options.site], dev_addr=options.address)
    except (Abort, MkDocsException) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError:
        print(f"{options.address} er optaget. Vælg en anden, fx `handbook serve --address 127.0.0.1:8001`.", file=sys.stderr)
        return 1
    return 0


class _Parser(argparse.ArgumentParser):
    """argparse speaks English; editors do not have to."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Brug:", 1)

    def format_help(self) -> str:
        text = super().format_help().replace("usage:", "Brug:", 1)
        return text.replace("positional arguments:", "Kommandoer:").replace("options:", "Valg:")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}Kommandoen blev ikke forstået: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="handbook", description="Kontrollér, byg og vis håndbogen.")
    parser.set_defaults(today=None)
    commands = parser.add_subparsers(required=True, metavar="kommando")

    checking = commands.add_parser("check", help="vis alle fejl i plan og sider på én gang")
    checking.add_argument("paths", nargs="*", metavar="STI", help="vis kun fejl i disse filer eller mapper")
    checking.add_argument("--format", choices=FORMATS, default="text", help="hvordan fejlene skrives (text)")
    checking.set_defaults(run=_check)

    building = commands.add_parser("build", help="byg siderne i site/")
    building.add_argument("site", nargs="?", choices=["staff", "public", "all"], default="all", help="hvilket site (all)")
    building.add_argument("--offline", action="store_true", help="lav én zip-fil, der kan læses uden net, fx fra et USB-stik")
    building.set_defaults(run=_build)

    asking = commands.add_parser("search", help="spørg søgningen på et site, der er bygget")
    asking.add_argument("question", nargs="?", metavar="SPØRGSMÅL", help="det, man ville skrive i søgefeltet")
    asking.add_argument("--site", choices=["staff", "public"], default="staff", help="hvilket site (staff)")
    asking.add_argument("--report", action="store_true", help="stil alle spørgsmål i tests/search, og vis dem, hvor svaret ikke står først")
    asking.set_defaults(run=_search)

    describing = commands.add_parser("schema", help="skriv plan_data/schema.json efter en ændring i felterne")
    describing.set_defaults(run=_schema)

    for command in (checking, building):
        command.add_argument("--today", type=_day, metavar="DATO", help="regn med denne dag, fx 2026-11-21")

    serving = commands.add_parser("serve", help="vis håndbogen eller borgernes side, mens du skriver")
    serving.add_argument("site", nargs="?", choices=["staff", "public"], default="staff", help="hvilket site (staff)")
    serving.add_argument("--address", default="127.0.0.1:8000", metavar="ADRESSE", help="hvor den vises (127.0.0.1:8000)")
    serving.set_defaults(run=_serve)
    return parser


def _asked_for(problem: Problem, paths: list[str]) -> bool:
    place = (Path.cwd() / problem.place.path).resolve()
    return not paths or any(place.is_relative_to(Path(path).resolve()) for path in paths)


def _day(text: str) -> date:
    """A day that reproducible builds can name: from 1970 on. Raises ValueError for anything else."""
    day = date.fromisoformat(text)
    if day.year < 1970:
        raise ValueError(text)
    return day


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


if __name__ == "__main__":
    command()
