"""The MkDocs plugin: the plan for the templates, a page for each record, and no site with a problem or a leak in it."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from handbook.check import check
from handbook.plan.audience import Audience
from handbook.plan.dates import set_today, today
from handbook.plan.hidden import hidden, hidden_files, public_values, shown
from handbook.plan.loader import FOLDER, load
from handbook.plan.page import Addresses, PageRecord, for_audience, read_pages
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, as_text, in_order
from handbook.plan.question import Question, read_questions
from handbook.plan.slug import slug
from handbook.publish.assets import Assets
from handbook.publish.gate import leaks
from handbook.publish.headers import write_server_files
from handbook.publish.hyphens import Hyphens
from handbook.publish.links import link_problems
from handbook.publish.markup import labelled_tables, valid
from handbook.publish.open_days import with_open_days
from handbook.publish.paper import with_addresses
from handbook.publish.public_files import keep_public, robots, statement_redirect
from handbook.publish.qr import with_codes
from handbook.publish.record_pages import RecordPages
from handbook.publish.search_index import SearchIndex
from handbook.publish.settings import forget_inherited, settings_problems
from handbook.publish.stylesheet import put_in_pages
from handbook.publish.template_globals import template_globals
from macros.diagram import can_draw

log = logging.getLogger("handbook")


class HandbookConfig(Config):  # type: ignore[no-untyped-call]
    """What an operator can set under `plugins: handbook:`."""

    audience = config_options.Choice([str(audience) for audience in Audience], default=str(Audience.STAFF))
    """Whose site this is."""
    allowed = config_options.ListOfItems(config_options.Type(str), default=[])
    """Phrases of staff's pages that citizens may read all the same. Never lets a number or a mailbox through."""
    live_diagrams = config_options.Type(bool, default=False)
    """Whether Mermaid draws the figures in the reader's browser, although the build can draw them."""


class HandbookPlugin(BasePlugin[HandbookConfig]):  # type: ignore[no-untyped-call]
    """Calls the parts at MkDocs' events; what has a name without underscore serves the macros."""

    plan: Plan
    audience: Audience
    addresses: Addresses
    today: date
    live_diagrams: bool
    questions: tuple[Question, ...]
    problems: list[Problem]

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.today = today()
        set_today(self.today)
        self.audience = next(audience for audience in Audience if audience == self.config.audience)
        self._project = Path(config.config_file_path).parent
        self._stop_at(check(self._project, self.today))
        self.live_diagrams = self.config.live_diagrams or not can_draw()
        self._whole_plan = load(self._project).plan
        self._all_pages, _ = read_pages(self._project)
        self.questions, _ = read_questions(self._project, self.audience)
        self.plan = self._whole_plan.seen_by(self.audience)
        pages = for_audience(self._all_pages, self.audience)
        self.addresses = Addresses.of(pages, self.plan, directory_urls=config.use_directory_urls)
        self._search = SearchIndex(self.plan, self.addresses)
        self.problems = []
        self._stop_at(settings_problems(config, self._all_pages, self.audience))
        self._record_pages = RecordPages(pages, self.plan)
        config.nav = self._record_pages.in_nav(config.nav)
        config.mdx_configs.setdefault("toc", {})["slugify"] = slug
        if self.audience is Audience.PUBLIC:
            forget_inherited(config)
        return config

    @event_priority(-100)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        if self.audience is Audience.PUBLIC:
            keep_public(files, self.addresses.paths | self._record_pages.templates, config)
        others = {page.path for page in self._all_pages if not page.is_for(self.audience)}
        for file in [file for file in files if file.src_uri in others]:
            files.remove(file)
        if not self.live_diagrams:
            for file in [file for file in files if file.src_uri.startswith(_MERMAID)]:
                files.remove(file)
        elif self.audience is Audience.STAFF:
            log.warning(_LIVE)
        files = self._record_pages.in_files(files, config)
        public = self.audience is Audience.PUBLIC
        files.append(File.generated(config, "robots.txt", content=robots(public=public, site_url=config.site_url or "")))
        if public and self.plan.municipality.accessibility_statement:
            files.append(File.generated(config, "was/index.html", content=statement_redirect(self.plan.municipality)))
        self._assets = Assets(files, config)
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        self._record_pages.prepare(page, config)
        return markdown

    @event_priority(-100)
    def on_page_content(self, html: str, /, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        content = with_open_days(with_codes(with_addresses(labelled_tables(html), page.url)), self.plan.municipality, self.today)
        self._search.add(page, content, self.origin(page.file)[1])
        return content

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        self._sources = {file.dest_uri: f"docs/{self.origin(file)[0]}" for file in files.documentation_pages()}
        self._stop_at(self.problems)
        env.globals.update(
            template_globals(self.plan, self.audience), search_program=self._assets.search_program, search_folder=self._assets.search_folder
        )
        env.filters["url"] = self._assets.filter(env.filters["url"])
        env.filters["hyphenated"] = Hyphens(joint for term in self._whole_plan.terms for joint in term.joints).in_html
        return env

    def on_post_page(self, output: str, /, *, page: SitePage, config: MkDocsConfig) -> str:
        return self._without_traces(valid(output))

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        return self._without_traces(valid(output))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        put_in_pages(site, self._assets.sheets)
        self._search.write(site, self._assets.search_folder)
        write_server_files(site, config.site_url or "", self._assets.folder, internal=self.audience is Audience.STAFF)
        problems = link_problems(site, config.site_url or "", self._sources)
        if self.audience is Audience.PUBLIC:
            secrets = [*hidden(self._whole_plan, self._all_pages), *hidden_files(Path(config.docs_dir))]
            seen = [*shown(self._whole_plan, self._all_pages), config.site_name, config.site_description or ""]
            problems += leaks(site, secrets, seen, public_values(self._whole_plan), self.config.allowed)
        if any(problem.blocks for problem in problems):
            shutil.rmtree(site)
        self._stop_at(in_order(problems))

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (FOLDER, "macros/templates", "overrides"):
            if (self._project / folder).is_dir():
                server.watch(str(self._project / folder))
        return server

    def origin(self, file: File) -> tuple[str, PageRecord | None]:
        """The path below `docs/` of the file that an editor wrote for this page, and the record it is for."""
        return self._record_pages.origin(file)

    def _without_traces(self, output: str) -> str:
        """The page without comments and without what made it: neither is for citizens."""
        if self.audience is Audience.STAFF:
            return output
        return _TRACES.sub("", output)

    def _stop_at(self, problems: Iterable[Problem]) -> None:
        problems = list(problems)
        for problem in problems:
            if not problem.blocks:
                log.warning(as_text([problem]))
        blocking = [problem for problem in problems if problem.blocks]
        if blocking:
            raise Abort(f"{as_text(blocking)}\n\n{len(blocking)} fejl. Intet er udgivet.")


_MERMAID = "assets/vendor/mermaid-"
"""Mermaid's own program, 3.5 MB: for figures that are drawn in the browser, and for the test that reads their text."""
_LIVE = (
    "mkdocs.yml: live-diagram: Figuren i sagsgangen tegnes i læserens browser. Den henter 3,5 MB, og serveren må tillade stil i siderne. "
    "Vil du undgå det, så fjern `live_diagrams`, og byg på en maskine, hvor pakken mmdr kan installeres."
)
_TRACES = re.compile(r'<!--.*?-->|<meta name="generator"[^>]*>\s*', re.DOTALL)
