"""Macros for who does what in Denmark, and with which tools."""

from __future__ import annotations

from typing import TypeVar

from markupsafe import Markup

from handbook.plan.problem import did_you_mean
from handbook.plan.record import Choice
from handbook.plan.vocabulary import Reach, ToolKind
from macros.macro import Context, MacroError, macro

C = TypeVar("C", bound=Choice)


@macro
def actors(context: Context, reach: str) -> Markup:
    """Aktørerne på ét niveau: `lokalt`, `regionalt`, `nationalt` eller `internationalt`, fx `{{ actors("nationalt") }}`."""
    chosen = _choice(Reach, reach)
    return context.html("actor_list.html", actors=[actor for actor in context.plan.actors if actor.reach is chosen])


@macro
def tools(context: Context, kind: str) -> Markup:
    """Værktøjer til ét formål: `bekymring`, `plan`, `samarbejde`, `boligomraade` eller `laering`, fx `{{ tools("plan") }}`."""
    chosen = _choice(ToolKind, kind)
    return context.html("tool_list.html", tools=[tool for tool in context.plan.tools if tool.kind is chosen])


def _choice(kind: type[C], word: str) -> C:
    for member in kind:
        if member == word:
            return member
    raise MacroError(f"`{word}` er ikke en mulighed.", did_you_mean(str(word), list(kind)), word=str(word))
