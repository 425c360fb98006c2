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
from datetime import date
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined, Template, TemplateSyntaxError, nodes
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
    """A value so that HTML and Markdown both show it as text, on one line; what a macro made stays as it is.

    Raises TypeError for what no reader should see: a whole record, a list, a macro that was not called.
    """
    if isinstance(value, Markup):
        return value
    if value is not None and not isinstance(value, (str, int, date)):
        raise TypeError(type(value).__name__)
    text = "" if value is None else " ".join(str(value).split()) if "\n" in str(value) else str(value)
    return _escaped(text)


@cache
def _escaped(text: str) -> Markup:
    return Markup(str(escape(text)).translate(_MARKDOWN))


@dataclass(frozen=True)
class Fault:
    """Something that a page may not contain: the line of its body, and the word when there is one."""

    line: int
    word: str
    message: str
    hint: str


@dataclass(frozen=True)
class Reading:
    """A page as Jinja reads it: the template, or the faults of its form, and the names and fields that it uses."""

    template: Template | None
    faults: tuple[Fault, ...]
    names: tuple[tuple[int, str], ...] = ()
    fields: tuple[tuple[int, str, str], ...] = ()
    """(line, record, field); the record is empty where only rendering shows whose field it is."""

    def faults_with(self, given: Mapping[str, object]) -> Iterator[Fault]:
        """Every fault, when the page is given these names."""
        yield from self.faults
        for line, name in self.names:
            if name not in given:
                yield Fault(line, name, f"`{name}` er ikke en makro.", did_you_mean(name, given))
        for line, name, attr in self.fields:
            owner = given.get(name)
            known = type(owner).model_fields if isinstance(owner, Model) else ()
            if attr.startswith("_") or (owner is not None and attr not in known):
                yield Fault(line, attr, f"`{attr}` er ikke et felt, som en side kan vise.", did_you_mean(attr, known))


@lru_cache(maxsize=512)
def read(name: str, source: str) -> Reading:
    """Read a page without running any of it. A page that is published for many records is read once."""
    environment = _PageEnvironment()
    try:
        tree = environment.parse(source)
        found = list(_walk(tree))
        forbidden = (*(fault for node in found for fault in _forbidden(node)), *_staff(found))
        names = tuple((n.lineno, n.name) for n in found if isinstance(n, nodes.Name))
        fields = tuple(
            (n.lineno, n.node.name if isinstance(n.node, nodes.Name) else "", n.attr) for n in found if isinstance(n, nodes.Getattr)
        )
        return Reading(None if forbidden else _compiled(environment, name, source, tree), forbidden, names, fields)
    except TemplateSyntaxError as error:
        return Reading(None, (_syntax(error, source),))
    except (RecursionError, ValueError):
        return Reading(None, (_TOO_DEEP,))


def _compiled(environment: Environment, name: str, source: str, tree: nodes.Template) -> Template:
    """The page, ready to be filled in. Compiling takes longer than reading it, so what was compiled last is kept."""
    kept = FileSystemBytecodeCache()
    bucket = kept.get_bucket(environment, name, None, source)
    if bucket.code is None:
        bucket.code = environment.compile(tree)
        kept.set_bucket(bucket)
    return Template.from_code(environment, bucket.code, environment.globals)


def _forbidden(node: nodes.Node) -> Iterator[Fault]:
    if not isinstance(node, _ALLOWED):
        yield Fault(node.lineno, "", "Siden bruger mere af skabelonsproget, end en side må.", _USAGE)
    elif isinstance(node, nodes.Call) and len({argument.key for argument in node.kwargs}) < len(node.kwargs):
        yield Fault(node.lineno, "", "En makro får den samme oplysning to gange.", "Skriv hvert navn én gang.")


def _staff(found: list[nodes.Node]) -> Iterator[Fault]:
    """`staff` stands alone in an `if`: what else it could be part of, nobody can tell who reads."""
    tests = [node.test.node if isinstance(node.test, nodes.Not) else node.test for node in found if isinstance(node, nodes.If)]
    for name in found:
        if isinstance(name, nodes.Name) and name.name == "staff" and not any(name is test for test in tests):
            hint = "Skriv `{% if staff %}` for sig, og sæt det andet indeni."
            yield Fault(name.lineno, "", "`staff` kan ikke stå sammen med andet.", hint)


class _PageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with nothing but the names that a page is given. Raises SecurityError at anything else."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])
    intercepted_unops = frozenset(["+", "-"])

    def __init__(self) -> None:
        super().__init__(loader=None, undefined=StrictUndefined, autoescape=True, finalize=as_text, keep_trailing_newline=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return isinstance(obj, Model) and attr in type(obj).model_fields

    def is_safe_callable(self, obj: object) -> bool:
        return getattr(obj, "is_macro", False) is True


MAX_DEPTH = 40
_TOO_DEEP = Fault(1, "", "Siden har for mange niveauer i {{ … }}.", "Kald én makro ad gangen.")
_USAGE = 'Brug kun makroer og felter, fx `{{ phone("infohus") }}`. Skriv `{% raw %}` … `{% endraw %}` om tekst med {{ eller {%.'


def _walk(tree: nodes.Node) -> Iterator[nodes.Node]:
    """The tree, without what stands inside something forbidden. Raises RecursionError when it is too deep to run."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise RecursionError
        yield node
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
