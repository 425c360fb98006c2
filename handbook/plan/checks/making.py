"""Making the plan: the guide's questions are answered, each chapter is written and approved in order, and somebody follows up."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.dates import danish_date
from handbook.plan.loader import Loaded
from handbook.plan.making import Writing
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, Severity
from handbook.plan.views import template_of
from handbook.plan.vocabulary import ActivityKind, GroupKind, RoleLevel


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    yield from _answers(loaded)
    yield from _groups(plan)
    for writing in plan.production:
        yield from _order(writing)
    if not any(kind == "production" for kind, _ in loaded.broken):
        yield from _chapters(plan)
    if not any(kind == "rollout" for kind, _ in loaded.broken):
        yield from _follow_up(plan)


def _answers(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    for prompt in plan.prompts:
        if prompt.id not in plan.answers and ("answers", prompt.id) not in loaded.broken:
            message = f"Kommunen har ikke svaret på »{prompt.name}«"
            hint = f"Skriv en post under `answers:` med `id: {prompt.id}`, `text` og `owner`. Ved I det ikke, så skriv `reason` og `due`."
            yield Problem(prompt.place, "missing-answer", message, hint)
    for answer in plan.answers:
        if not (answer.text or answer.roles or answer.reason):
            hint = "Skriv `text`, eller skriv hvorfor det mangler, fx `reason: Byrådet beslutter det i februar.`"
            yield Problem(answer.place, "missing-reason", "Svaret er tomt.", hint)


def _groups(plan: Plan) -> Iterator[Problem]:
    """The guide's advice (2.1): a steering group, a working group, a project leader and somebody with time to write."""
    kinds = {group.kind for group in plan.work_groups}
    for first in list(plan.work_groups)[:1]:
        for kind in GroupKind:
            if kind not in kinds:
                message = f"Arbejdet med planen har ingen {kind.label.casefold()}."
                hint = f"Skriv en post under `work_groups:` med `kind: {kind}`. Rollen må gerne have flere opgaver."
                yield Problem(first.place, "missing-group", message, hint, Severity.WARNING)


def _order(writing: Writing) -> Iterator[Problem]:
    """A text is written first and then approved, step by step."""
    due, done, wanted = writing.due, writing.written, "`written`"
    for index, approval in enumerate(writing.approvals):
        if approval.due < due:
            message = f"»{writing.name}« skal godkendes, før trinnet før er færdigt den {danish_date(due)}."
            yield Problem(writing.place_of("approvals", index, "due"), "production-order", message, "Sæt en senere dato.")
        if approval.done and done is None:
            message = f"»{writing.name}« er godkendt, men trinnet før er ikke gjort."
            yield Problem(writing.place_of("approvals", index, "done"), "production-order", message, f"Skriv først {wanted}.")
        elif approval.done and done and approval.done < done:
            message = f"»{writing.name}« er godkendt, før trinnet før var gjort den {danish_date(done)}."
            yield Problem(writing.place_of("approvals", index, "done"), "production-order", message, "Ret den ene af datoerne.")
        due, done, wanted = approval.due, approval.done, "`done` ved den godkendelse, der kommer før"


def _chapters(plan: Plan) -> Iterator[Problem]:
    template = template_of(plan)
    written = {writing.chapter for writing in plan.production}
    for chapter in filter(None, map(plan.chapters.get, template.chapters if template and written else ())):
        if chapter.id not in written:
            message = f"Ingen skriver kapitlet »{chapter.name}«."
            hint = f"Skriv en post under `production:` med `chapter: {chapter.id}`, `writer` og `due`."
            yield Problem(chapter.place, "chapter-without-writer", message, hint, Severity.WARNING)


def _follow_up(plan: Plan) -> Iterator[Problem]:
    """A fixed cadence on both the political and the strategic level (guide 6.2)."""
    held = [activity for activity in plan.rollout if activity.kind is ActivityKind.FOLLOW_UP]
    for activity in held:
        if not activity.every_months:
            message = f"»{activity.name}« har ingen fast rytme."
            hint = "Skriv, hvor mange måneder der går imellem, fx `every_months: 6`."
            yield Problem(activity.place, "follow-up-missing", message, hint, Severity.WARNING)
    levels = {activity.level for activity in held}
    for first in list(plan.rollout)[:1]:
        for level in (RoleLevel.POLITICAL, RoleLevel.STRATEGIC):
            if level not in levels:
                message = f"Planen bliver ikke fulgt op på {level.label.casefold()}."
                hint = f"Skriv en post under `rollout:` med `kind: opfoelgning`, `level: {level}` og `every_months`."
                yield Problem(first.place, "follow-up-missing", message, hint, Severity.WARNING)
