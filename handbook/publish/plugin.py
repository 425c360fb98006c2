"""The MkDocs plugin: the plan for the templates, a page for each record, and no site with a problem in it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from handbook.check import check
from handbook.plan.dates import set_today, today
from handbook.plan.loader import FOLDER, load
from handbook.plan.page import Addresses, PageRecord, read_pages
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, as_text, in_order
from handbook.plan.slug import slug
from handbook.publish.links import link_problems
from handbook.publish.record_pages import RecordPages
from handbook.publish.template_globals import template_globals

log = logging.getLogger("handbook")


class HandbookPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Calls the parts at MkDocs' events; `plan`, `addresses`, `today`, `origin` and `problems` serve the macros."""

    plan: Plan
    addresses: Addresses
    today: date
    problems: list[Problem]

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.today = today()
        set_today(self.today)
        self._project = Path(config.config_file_path).parent
        self._stop_at(check(self._project, self.today))
        self.plan = load(self._project).plan
        pages, _ = read_pages(self._project)
        self.addresses = Addresses.of(pages, self.plan, directory_urls=config.use_directory_urls)
        self.problems = []
        self._record_pages = RecordPages(pages, self.plan)
        config.nav = self._record_pages.in_nav(config.nav)
        config.mdx_configs.setdefault("toc", {})["slugify"] = slug
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        return self._record_pages.in_files(files, config)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        self._record_pages.prepare(page, config)
        return markdown

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        self._sources = {file.dest_uri: f"docs/{self.origin(file)[0]}" for file in files.documentation_pages()}
        self._stop_at(self.problems)
        env.globals.update(template_globals(self.plan))
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        problems = in_order(link_problems(Path(config.site_dir), config.site_url or "", self._sources))
        if any(problem.blocks for problem in problems):
            shutil.rmtree(config.site_dir)
        self._stop_at(problems)

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (FOLDER, "macros/templates", "overrides"):
            if (self._project / folder).is_dir():
                server.watch(str(self._project / folder))
        return server

    def origin(self, file: File) -> tuple[str, PageRecord | None]:
        """The path below `docs/` of the file that an editor wrote for this page, and the record it is for."""
        return self._record_pages.origin(file)

    def _stop_at(self, problems: Iterable[Problem]) -> None:
        problems = list(problems)
        for problem in problems:
            if not problem.blocks:
                log.warning(as_text([problem]))
        blocking = [problem for problem in problems if problem.blocks]
        if blocking:
            raise Abort(f"{as_text(blocking)}\n\n{len(blocking)} fejl. Intet er udgivet.")
