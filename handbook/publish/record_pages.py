"""A page per record: a Markdown file with `for_each` is published once for each record of a kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from handbook.plan.card import Card
from handbook.plan.concept import Element
from handbook.plan.drawn_card import drawn
from handbook.plan.flow import Node
from handbook.plan.initiative import Initiative
from handbook.plan.page import Page, PageRecord, published
from handbook.plan.plan import Plan
from handbook.plan.role import Role
from handbook.plan.stop import Stop


class RecordPages:
    """The pages that are published per record, by the path that each gets below `docs/`."""

    def __init__(self, pages: tuple[Page, ...], plan: Plan) -> None:
        self._plan = plan
        self._by_path = {path: (page, record) for page, record, path in published(pages, plan) if record}
        self.templates = frozenset(page.path for page in pages if page.front_matter.for_each)

    def origin(self, file: File) -> tuple[str, PageRecord | None]:
        """The file that an editor wrote for this page, and the record it is published for."""
        if file.src_uri not in self._by_path:
            return file.src_uri, None
        page, record = self._by_path[file.src_uri]
        return page.path, record

    def in_nav(self, nav: Any) -> Any:
        """The navigation in which a template's path stands for the pages of its records."""
        if isinstance(nav, list):
            return [entry for item in nav for entry in self._expand(item)]
        return nav

    def in_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The files without the templates and with a generated file for each record."""
        for file in list(files):
            if file.src_uri in self.templates:
                files.remove(file)
        for path, (page, _) in self._by_path.items():
            content = (Path(config.docs_dir) / page.path).read_text("utf-8-sig")
            files.append(File.generated(config, path, content=content))
        return files

    def prepare(self, page: SitePage, config: MkDocsConfig) -> None:
        """Give a record's page its title and description, and an edit link that leads to the record's own line."""
        if page.file.src_uri not in self._by_path:
            return
        _, record = self._by_path[page.file.src_uri]
        page.meta["title"] = record.name
        page.meta["description"] = _description(record, self._plan)
        if config.repo_url and config.edit_uri is not None:
            folder = f"{config.repo_url.rstrip('/')}/{config.edit_uri.strip('/').removesuffix('docs').rstrip('/')}"
            page.edit_url = f"{folder}/{record.place.path}#L{record.place.line}"

    def _expand(self, item: Any) -> list[Any]:
        if isinstance(item, str) and item in self.templates:
            return [{record.name: path} for path, (page, record) in self._by_path.items() if page.path == item]
        if isinstance(item, dict):
            return [{title: self.in_nav(value) for title, value in item.items()}]
        return [item]


def _description(record: PageRecord, plan: Plan) -> str:
    """The page in one or two sentences, for search results."""
    match record:
        case Role():
            return record.lead
        case Node():
            return record.summary
        case Element():
            return record.description
        case Card():
            return drawn(record, plan).lead
        case Initiative():
            return record.purpose or record.citizen or ""
        case Stop():
            return record.answer.lead if record.answer else record.name
