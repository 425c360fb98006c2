"""The macros that editors call in pages, and their place in mkdocs-macros.

mkdocs-macros builds its own Jinja environment without a sandbox. Each page swaps it for `macros.page.render`
before it is read, so that nothing an editor writes reaches the plugin's environment. The plugin is pinned: its
`_env` is private.
"""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from handbook.plan.page import FrontMatter, Page
from macros.macro import Context
from macros.page import render


def define_env(env: Any) -> None:
    """mkdocs-macros' entry: the macros are given page by page, so nothing is registered here."""


def on_pre_page_macros(env: Any) -> None:
    """Put the sandbox in the place of the plugin's environment for the page that is about to be read."""
    env._env = _Sandbox(env)  # noqa: SLF001 - the plugin has no other way in


class _Sandbox(ImmutableSandboxedEnvironment):
    def __init__(self, env: Any) -> None:
        super().__init__(loader=None)
        self._macros_plugin = env

    def from_string(self, source: Any, *_: Any, **__: Any) -> Any:
        handbook = self._macros_plugin.conf.plugins["handbook"]
        return _Template(handbook, self._macros_plugin.page, source)


class _Template:
    def __init__(self, handbook: Any, page: Any, source: str) -> None:
        self._handbook = handbook
        self._page = page
        self._source = source

    def render(self, **_given: Any) -> str:
        """The page's Markdown, or its title; what the plugin offers besides the macros is left out on purpose."""
        handbook = self._handbook
        template, record = handbook.origin(self._page.file)
        whole = self._page.file.content_string
        written = Page(template, FrontMatter(), self._source, whole.count("\n") - self._source.count("\n") + 1)
        context = Context(
            handbook.plan,
            handbook.addresses,
            self._page.file.src_uri,
            handbook.today,
            record,
            audience=handbook.audience,
            live_diagrams=handbook.live_diagrams,
            questions=handbook.questions,
        )
        rendered = render(written, context)
        handbook.problems.extend(rendered.problems)
        return rendered.text
