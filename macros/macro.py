"""What a macro is: a function that an editor calls in a page, with the page as its context."""

from __future__ import annotations

import inspect
import posixpath
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from handbook.plan.audience import Audience
from handbook.plan.dates import danish_date, is_soon
from handbook.plan.page import Addresses
from handbook.plan.phone import number, tel
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, did_you_mean
from handbook.plan.question import Question
from handbook.plan.record import Record
from macros.diagram import can_draw
from macros.icon import icon
from macros.sandbox import as_text

P = ParamSpec("P")

WIDTH = 328
"""The width of the drawings: what a phone of 360 px has for text, so that they are shown as drawn."""


class MacroError(Exception):
    """A macro was called wrongly. Message and hint are Danish, for an editor."""

    def __init__(self, message: str, hint: str = "", *, rule: str = "macro", word: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.rule = rule
        self.word = word
        """The wrong word, which tells this call from others on the same line."""


@dataclass
class Context:
    """The page that calls: its plan, where it is published, its record, and the day."""

    plan: Plan
    addresses: Addresses
    path: str
    today: date
    record: Record | None = None
    sound: bool = True
    """Whether the plan is without blocking problems; otherwise what a macro cannot find is already reported."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """(collection, id) of records that are there with a problem of their own."""
    audience: Audience = Audience.STAFF
    staff_only: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    """(collection, id) of what this audience may not see, with its place: for the message, and for nothing else."""
    live_diagrams: bool = field(default_factory=lambda: not can_draw())
    """Whether Mermaid draws the figures in the reader's browser."""
    shown: bool = True
    """Whether anybody will see the page. Otherwise the macros look for what is wrong, and write no HTML."""
    questions: tuple[Question, ...] = ()
    """The golden questions of this site's readers."""
    used: list[str] = field(default_factory=list)
    """The macros that the page has called so far."""

    def find(self, kind: str, id: object) -> Any:
        """The record of a kind with this id. Raises MacroError, which names the nearest id."""
        records = self.plan.collection(kind)
        if not isinstance(id, str):
            raise MacroError("Makroen skal have et navn.", 'Skriv navnet i anførselstegn, fx `"infohus"`.')
        if id in records:
            return records[id]
        stored = ({"steps": "nodes"}.get(kind, kind), id)
        if stored in self.broken:
            raise LookupError(id)
        if place := self.staff_only.get(stored):
            message = f"`{id}` er kun for medarbejdere ({place.path}, linje {place.line}), men siden er også for borgere."
            hint = "Giv posten `public: true`, eller sæt `{% if staff %}` … `{% endif %}` om stedet."
            raise MacroError(message, hint, rule="audience-reference", word=id)
        raise MacroError(f"`{id}` findes ikke i planens `{kind}`.", did_you_mean(id, records.ids), word=id)

    def own(self, kind: type[Record]) -> Any:
        """The record that the page is published for. Raises MacroError on a page without one."""
        if isinstance(self.record, kind):
            return self.record
        raise MacroError("Makroen virker kun på en side, der udgives for hver post.", "Skriv fx `for_each: roles` i sidens hoved.")

    def told(self, staff: str | None, citizen: str | None) -> str | None:
        """What this page's readers are told, when citizens have a wording of their own."""
        return citizen if citizen and self.audience is Audience.PUBLIC else staff

    def page(self, path: str) -> str | None:
        """The way from this page to another by its path below `docs/`, or None when it is not published."""
        return self._relative(self.addresses.page(path))

    def address(self, kind: str, id: str) -> str | None:
        """The way from this page to a record, or None when it has no address."""
        return self._relative(self.addresses.record(kind, id))

    def site(self, address: str) -> str:
        """The way from this page to an address below the site, fx `bekymring/`."""
        return self._relative(address) or ""

    def html(self, template: str, **values: object) -> Markup:
        """HTML from a template in `macros/templates/`, on which blank lines would end Markdown's block."""
        if not self.shown:
            return Markup("")
        rendered = _templates().get_template(template).render(context=self, plan=self.plan, **values)
        return Markup("\n".join(line.strip() for line in rendered.splitlines() if line.strip()))

    def _relative(self, target: str | None) -> str | None:
        if target is None:
            return None
        return _way(self.addresses.page(self.path) or "", target)


@lru_cache(maxsize=4096)
def _way(here: str, target: str) -> str:
    """The way from one address to another. Long lists link to the same few places again and again."""
    path, _, anchor = target.partition("#")
    folder = here if here.endswith("/") or not here else posixpath.dirname(here)
    way = posixpath.relpath(f"/{path}", f"/{folder}")
    way = f"{way}/" if path.endswith("/") or not path else way
    return f"{way}#{anchor}" if anchor else way


MACROS: dict[str, Callable[..., Markup]] = {}
"""Every macro by the name that editors write."""


def macro(function: Callable[Concatenate[Context, P], Markup]) -> Callable[Concatenate[Context, P], Markup]:
    """Registers a function as a macro under its own name. Its docstring is Danish: what it shows, and an example."""
    MACROS[function.__name__] = function
    return function


def bound(context: Context, report: Callable[[int, str, MacroError], None]) -> dict[str, Callable[..., Markup]]:
    """The macros as a page calls them: faults are reported with the line and show nothing, so that all are found."""
    return {name: _bind(name, function, context, report) for name, function in MACROS.items()}


def _bind(
    name: str, function: Callable[..., Markup], context: Context, report: Callable[[int, str, MacroError], None]
) -> Callable[..., Markup]:
    def call(*args: object, **kwargs: object) -> Markup:
        line = _template_line()
        try:
            try:
                _signature(function).bind(context, *args, **kwargs)
            except TypeError:
                raise MacroError(f"`{name}` er kaldt forkert.", inspect.getdoc(function) or "") from None
            result = function(context, *args, **kwargs)
        except MacroError as error:
            report(line, name, error)
            return Markup("")
        except (LookupError, UndefinedError, TypeError, AttributeError):
            if context.sound and context.audience is Audience.PUBLIC:
                hint = "Sæt `{% if staff %}` … `{% endif %}` om den, eller gør det, den viser, offentligt."
                report(line, name, MacroError("Makroen viser noget, som kun er for medarbejdere.", hint, rule="audience-reference"))
            elif context.sound:
                raise
            return Markup("")
        context.used.append(name)
        return result

    call.is_macro = True  # type: ignore[attr-defined]
    return call


@cache
def _signature(function: Callable[..., Markup]) -> inspect.Signature:
    return inspect.signature(function)


def _template_line() -> int:
    """The line of the page that is being rendered, found as Jinja's own error report finds it."""
    frame = sys._getframe(1)  # noqa: SLF001 - as Jinja itself finds the line
    while frame:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back  # type: ignore[assignment]
    raise SecurityError("a macro was called outside a page")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        # Compiling the templates takes longer than filling them in.
        bytecode_cache=FileSystemBytecodeCache(),
        finalize=as_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["icon"] = icon
    environment.filters["danish_date"] = danish_date
    environment.tests["soon"] = is_soon
    environment.filters["number"] = number
    environment.filters["tel"] = tel
    return environment
