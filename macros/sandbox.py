"""The sandbox in which an editor's page is read as a template.

A page is Jinja, and without limits Jinja can run any program: `{{ cycler.__init__.__globals__.os.popen(…) }}`.
So a page may only call the macros, read the fields of records and choose with `if`. The syntax itself is on
an allow-list: without loops, arithmetic, filters, includes and macro definitions there is nothing to
escape with and nothing to fill the memory with. Jinja's own sandbox stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
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


@dataclass(frozen=True)
class Fault:
    """Something that a page may not contain: the line of its body, and the word when there is one."""

    line: int
    word: str
    message: str
    hint: str


MAX_DEPTH = 40
_TOO_DEEP = Fault(1, "", "Siden har for mange niveauer i {{ … }}.", "Kald én makro ad gangen.")


class PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with nothing but the names it is given. Raises SecurityError at anything else."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])
    intercepted_unops = frozenset(["+", "-"])

    def __init__(self, names: Mapping[str, object]) -> None:
        super().__init__(loader=None, undefined=StrictUndefined, autoescape=True, finalize=as_text, keep_trailing_newline=True)
        self.globals.clear()
        self.globals.update(names)
        self.filters.clear()
        self.tests.clear()

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return isinstance(obj, Model) and attr in type(obj).model_fields

    def is_safe_callable(self, obj: object) -> bool:
        return getattr(obj, "is_macro", False) is True

    def faults(self, source: str) -> Iterator[Fault]:
        """What a page may not contain. Runs nothing of it."""
        try:
            tree = self.parse(source)
        except TemplateSyntaxError as error:
            yield _syntax(error, source)
            return
        except (RecursionError, ValueError):
            yield _TOO_DEEP
            return
        for node, depth in _walk(tree):
            if depth > MAX_DEPTH:
                yield _TOO_DEEP
                return
            if not isinstance(node, _ALLOWED):
                yield Fault(node.lineno, "", "Siden bruger mere af skabelonsproget, end en side må.", _USAGE)
            elif isinstance(node, nodes.Name) and node.name not in self.globals:
                yield Fault(node.lineno, node.name, f"`{node.name}` er ikke en makro.", did_you_mean(node.name, self.globals))
            elif isinstance(node, nodes.Getattr):
                yield from self._field(node)

    def _field(self, node: nodes.Getattr) -> Iterator[Fault]:
        """A field that a record does not have. What stands deeper is only known when the page is rendered."""
        owner = self.globals.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if isinstance(node.node, nodes.Name) and owner is None and not node.attr.startswith("_"):
            return
        fields = type(owner).model_fields if isinstance(owner, Model) else ()
        if node.attr.startswith("_") or (isinstance(node.node, nodes.Name) and node.attr not in fields):
            yield Fault(node.lineno, node.attr, f"`{node.attr}` er ikke et felt, som en side kan vise.", did_you_mean(node.attr, fields))


_USAGE = 'Brug kun makroer og felter, fx `{{ phone("infohus") }}`. Skriv `{% raw %}` … `{% endraw %}` om tekst med {{ eller {%.'


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """The tree with the depth of each node; what stands inside something forbidden is not reported as well."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        if isinstance(node, _ALLOWED):
            waiting += [(child, depth + 1) for child in reversed(list(node.iter_child_nodes()))]


def _syntax(error: TemplateSyntaxError, source: str) -> Fault:
    said = error.message or ""
    if "comment" in said:
        hint = "Skriv et mellemrum i navnet på en overskrift: `{ #navn }`."
        return Fault(error.lineno, "", "`{#` begynder en kommentar, som ikke er lukket.", hint)
    if "end of template" in said:
        opened = [source.count("\n", 0, match.start()) + 1 for match in re.finditer(r"\{%-?\s*if\b", source)]
        closed = len(re.findall(r"\{%-?\s*endif\b", source))
        if len(opened) > closed:
            return Fault(opened[-1 - closed], "", "`{% if %}` er ikke lukket.", "Skriv `{% endif %}` efter det, der afhænger af det.")
    return Fault(error.lineno, "", "Siden har en fejl i et sted med {{ … }} eller {% … %}.", _USAGE)
