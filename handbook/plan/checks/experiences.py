"""Other municipalities' experiences stand on a page, or nobody learns from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.plan.page import Page
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, Severity

_UNREAD = re.compile(r"\{%\s*raw\s*%\}.*?\{%\s*endraw\s*%\}|<!--.*?-->|\{#.*?#\}", re.DOTALL)
"""Examples and comments."""
_SHOWN = re.compile(r"""\{\{\s*experience\(\s*["']([a-z0-9-]+)["']""")


def check(plan: Plan, pages: tuple[Page, ...]) -> Iterator[Problem]:
    shown = {id for page in pages for id in _SHOWN.findall(_UNREAD.sub("", page.body))} if plan.experiences else set()
    for experience in plan.experiences:
        if experience.id not in shown:
            message = f"Erfaringen »{experience.name}« står ikke på nogen side."
            hint = f'Skriv `{{{{ experience("{experience.id}") }}}}` på siden om {experience.topic}.'
            yield Problem(experience.place, "experience-not-shown", message, hint, Severity.WARNING)
