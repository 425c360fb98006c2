"""The sandbox in which an editor's page is read as a template.

A page is Jinja, and without limits Jinja can run any program: `{{ cycler.__init__.__globals__.os.popen(…) }}`.
So a page may only call the macros, read the fields of records and choose with `if`. The syntax itself is on
an allow-list: without loops, arithmetic, filters, includes and macro definitions there is nothing to
escape with and nothing to fill the memory with. Jinja's own sandbox stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from handbook.plan.problem import did_you_mean
from handbook.plan.record import Model

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Call,
    nodes.Keyword,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
)

_MARKDOWN = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}~^|"}


def as_text(value: object) -> Markup:
    """A value so that HTML and Markdown both show it as text; what a macro made stays as it is."""
    if isinstance(value, Markup):
        return value
    return Markup(str(escape("" if value is None else str(value))).translate(_MARKDOWN))


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with nothing but the names it is given. Raises SecurityError at anything else."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])
    intercepted_unops = frozenset(["+", "-"])

    def __init__(self, names: Mapping[str, object]) -> None:
        super().__init__(loader=None, autoescape=True, finalize=as_text, keep_trailing_newline=True)
        self.globals.clear()
        self.globals.update(names)
        self.filters.clear()
        self.tests.clear()

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return isinstance(obj, Model) and attr in type(obj).model_fields

    def is_safe_callable(self, obj: object) -> bool:
        return getattr(obj, "is_macro", False) is True

    def faults(self, source: str) -> Iterator[tuple[int, str, str, str]]:
        """What a page may not contain: (line in the source, the word, message, hint). Runs nothing."""
        try:
            tree = self.parse(source)
        except TemplateSyntaxError as error:
            yield error.lineno, "", *_explain(error)
            return
        except RecursionError:
            yield 1, "", "Siden har for mange niveauer i {{ … }}.", "Kald én makro ad gangen."
            return
        for node in _walk(tree):
            if not isinstance(node, _ALLOWED):
                yield node.lineno, "", "Siden bruger mere af skabelonsproget, end en side må.", _USAGE
            elif isinstance(node, nodes.Name) and node.name not in self.globals:
                yield node.lineno, node.name, f"`{node.name}` er ikke en makro.", did_you_mean(node.name, self.globals)
            elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
                yield node.lineno, node.attr, f"Feltet `{node.attr}` kan ikke bruges på en side.", _USAGE


_USAGE = 'Brug kun makroer og felter, fx `{{ phone("infohus") }}`. Skriv `{% raw %}` … `{% endraw %}` om tekst med {{ eller {%.'


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """The tree from the top; what stands inside something forbidden is not reported as well."""
    yield node
    if isinstance(node, _ALLOWED):
        for child in node.iter_child_nodes():
            yield from _walk(child)


def _explain(error: TemplateSyntaxError) -> tuple[str, str]:
    if "comment" in (error.message or ""):
        return "`{#` begynder en kommentar, som ikke er lukket.", "Skriv et mellemrum i navnet på en overskrift: `{ #navn }`."
    return "Siden har en fejl i et sted med {{ … }} eller {% … %}.", _USAGE
