"""Readiness: every question asked is answered once, by managers and staff together, and a weak link has a next step."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Problem, Severity
from handbook.plan.readiness import Round, RoundAnswer


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    asked = {question.theme for question in plan.readiness_questions}
    for theme in plan.readiness_themes:
        if theme.id not in asked and not loaded.broken:
            message = f"Temaet »{theme.name}« har ingen spørgsmål."
            hint = f"Skriv et under `readiness_questions:` med `theme: {theme.id}`."
            yield Problem(theme.place, "theme-without-question", message, hint)
    for round in plan.readiness_rounds:
        yield from _unanswered(round, loaded)
        yield from _twice(round)
        yield from _one_sided(round, plan)
    latest = plan.latest_round
    for index, answer in enumerate(latest.answers) if latest else ():
        question = plan.readiness_questions.get(answer.question)
        if latest and question and answer.weak and not answer.next_step:
            message = f"»{question.text}« er et svagt led uden et næste skridt."
            hint = "Skriv `next_step:` med `does`, `owner` og `due`."
            yield Problem(latest.place_of("answers", index, "question"), "missing-next-step", message, hint, Severity.WARNING)


def _unanswered(round: Round, loaded: Loaded) -> Iterator[Problem]:
    for question in loaded.plan.readiness_questions:
        if not (question.since and question.since > round.date) and not round.answer_to(question.id):
            message = f"Ingen har svaret på »{question.text}« i runden »{round.name}«."
            hint = f"Skriv svarene under `answers:` med `question: {question.id}`. Kom spørgsmålet til senere, så giv det `since`."
            yield Problem(round.place, "unanswered-question", message, hint)


def _twice(round: Round) -> Iterator[Problem]:
    answered: set[str] = set()
    for index, answer in enumerate(round.answers):
        if answer.question in answered:
            message = f"`{answer.question}` er besvaret to gange i runden »{round.name}«."
            yield Problem(round.place_of("answers", index, "question"), "answered-twice", message, "Saml svarene ét sted.")
        answered.add(answer.question)
        yield from _role_twice(round, index, answer)


def _role_twice(round: Round, index: int, answer: RoundAnswer) -> Iterator[Problem]:
    roles: set[str] = set()
    for number, each in enumerate(answer.scores):
        if each.role in roles:
            message = f"`{each.role}` svarer to gange på `{answer.question}`."
            hint = "Bliv enige om ét svar for hver rolle."
            yield Problem(round.place_of("answers", index, "scores", number, "role"), "answered-twice", message, hint)
        roles.add(each.role)


def _one_sided(round: Round, plan: Plan) -> Iterator[Problem]:
    roles = [plan.roles[id] for id in round.roles if id in plan.roles]
    if len(roles) == len(round.roles) and len({role.frontline for role in roles}) == 1:
        who = "medarbejdere, der møder borgere," if roles[0].frontline else "ledere og andre, der ikke møder borgere,"
        message = f"I runden »{round.name}« har kun {who} svaret."
        hint = "Svar sammen: ledere og medarbejdere ser ikke det samme."
        yield Problem(round.place, "one-sided-round", message, hint, Severity.WARNING)
