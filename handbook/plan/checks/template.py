"""The template: each subject has a chapter, and the adopted plan deals with it where citizens can read it, or says why not."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.audience import Audience
from handbook.plan.loader import Loaded
from handbook.plan.page import Page, published
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, did_you_mean
from handbook.plan.template import SubjectCoverage, Template
from handbook.plan.views import template_of
from handbook.plan.vocabulary import Status


def check(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    plan = loaded.plan
    yield from _chosen(plan)
    template = template_of(plan)
    if template and all(chapter in plan.chapters for chapter in template.chapters):
        yield from _chapters(template, plan)
    for subject in plan.subjects:
        if subject.id not in plan.subject_coverage and ("subject_coverage", subject.id) not in loaded.broken:
            message = f"Planen siger ikke, hvor langt den er med emnet »{subject.name}«."
            hint = f"Skriv en post under `subject_coverage:` med `id: {subject.id}`, `status`, `owner` og `next_review`."
            yield Problem(subject.place, "missing-coverage", message, hint)
    at = {path: page for page, _, path in published(pages, plan)}
    for coverage in plan.subject_coverage:
        yield from _coverage(coverage, at)


def _chosen(plan: Plan) -> Iterator[Problem]:
    chosen = [template for template in plan.templates if template.chosen]
    for extra in chosen[1:]:
        message = f"Kommunen har allerede valgt skabelonen »{chosen[0].name}«."
        yield Problem(extra.place_of("chosen"), "template-subject", message, "Skriv kun `chosen: true` i den ene.")


def _chapters(template: Template, plan: Plan) -> Iterator[Problem]:
    """Any template will do when it has all the subjects (guide 5.1)."""
    has = {subject for chapter in template.chapters for subject in plan.chapters[chapter].subjects}
    for subject in plan.subjects:
        if subject.id not in has:
            message = f"Skabelonen »{template.name}« har intet kapitel med emnet »{subject.name}«."
            hint = f"Skriv `{subject.id}` under `subjects` i et af skabelonens kapitler."
            yield Problem(template.place, "template-subject", message, hint)


def _coverage(coverage: SubjectCoverage, at: dict[str, Page]) -> Iterator[Problem]:
    if coverage.status in (Status.IRRELEVANT, Status.MISSING) and not coverage.reason:
        message = f"Et emne med status `{coverage.status}` skal have en grund."
        yield Problem(coverage.place_of("status"), "missing-reason", message, "Skriv fx `reason: Byrådet har ikke vedtaget mål endnu.`")
    if coverage.status in (Status.COVERED, Status.PARTLY) and not coverage.section:
        message = "Skriv, hvor i den vedtagne plan emnet står."
        yield Problem(coverage.place, "page-missing", message, "Skriv fx `section: planen/strategi.md#formaal`.")
    for index, path in enumerate(coverage.pages):
        if path not in at:
            yield Problem(coverage.place_of("pages", index), "page-missing", f"Siden `docs/{path}` findes ikke.", did_you_mean(path, at))
    if not coverage.section:
        return
    place = coverage.place_of("section")
    path, _, anchor = coverage.section.partition("#")
    if path not in at:
        yield Problem(place, "page-missing", f"Siden `docs/{path}` findes ikke.", did_you_mean(path, at))
    elif not at[path].is_for(Audience.PUBLIC):
        message = f"Planen skal offentliggøres, men siden `docs/{path}` er kun for medarbejdere."
        hint = "Vælg et afsnit, som borgerne kan læse, eller skriv `audience: [staff, public]` i sidens hoved."
        yield Problem(place, "audience-reference", message, hint)
    elif anchor not in (anchors := at[path].anchors):
        message = f"Siden `docs/{path}` har ingen overskrift, der hedder `{anchor}`."
        yield Problem(place, "section-missing", message, did_you_mean(anchor, anchors))
