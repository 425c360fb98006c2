"""Macros for the template: where the plan deals with each subject, and what must be answered first."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from handbook.plan.views import template_of
from macros.macro import Context, macro


@macro
def plan_template(context: Context) -> Markup:
    """Skabelonens kapitler og emner: hvor de står, og hvor langt planen er, fx `{{ plan_template() }}`."""
    template = template_of(context.plan)
    if template is None:
        return Markup("")
    chapters = [context.plan.chapters[id] for id in template.chapters]
    rows = [(c, [(context.plan.subjects[t], context.plan.subject_coverage.get(t)) for t in c.subjects]) for c in chapters]
    return context.html("plan_template.html", chosen=template, chapters=rows, public_address=partial(_public_address, context))


def _public_address(context: Context, section: str) -> str:
    """Where citizens read a section: on their own site, also when staff ask."""
    path, _, anchor = section.partition("#")
    page = path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return f"{context.plan.municipality.public_url.rstrip('/')}/{page}/#{anchor}"


@macro
def plan_questions(context: Context) -> Markup:
    """Guidens spørgsmål om formål og ansvar med kommunens svar, fx `{{ plan_questions() }}`."""
    asked = [(t, [p for p in context.plan.prompts if p.subject == t.id]) for t in context.plan.subjects]
    subjects = [(subject, [(prompt, context.plan.answers.get(prompt.id)) for prompt in prompts]) for subject, prompts in asked if prompts]
    return context.html("plan_questions.html", subjects=subjects)
