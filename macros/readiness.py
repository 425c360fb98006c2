"""Macros for readiness: the scale and the questions, the latest round with its weak links, and the way since the first."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handbook.plan.dates import due
from handbook.plan.plan import Plan
from handbook.plan.readiness import Question, Round, RoundAnswer, Theme, theme_average
from handbook.plan.vocabulary import Score
from macros.bars import Bar, BarGroup, bars
from macros.macro import Context, macro

APART = 2
"""Roles whose answers are this many steps apart see it differently: that is what the talk is for."""


@macro
def readiness_scale(context: Context) -> Markup:
    """Skalaens fem trin med ord, fx `{{ readiness_scale() }}`."""
    return context.html("readiness_scale.html", scores=list(Score))


@macro
def readiness_questions(context: Context) -> Markup:
    """Kommunens egne spørgsmål under hvert tema, fx `{{ readiness_questions() }}`."""
    plan = context.plan
    themes = [(theme, [question for question in plan.readiness_questions if question.theme == theme.id]) for theme in plan.readiness_themes]
    return context.html("readiness_questions.html", themes=themes)


@macro
def readiness_weak_links(context: Context) -> Markup:
    """De svage led i den seneste runde, det svageste først, med næste skridt, fx `{{ readiness_weak_links() }}`."""
    latest = context.plan.latest_round
    if not latest:
        return Markup("")
    rows = sorted((row for row in _rows(context.plan, latest) if row.answer.weak), key=lambda row: row.answer.average)
    return context.html("readiness_weak_links.html", rows=rows)


@macro
def readiness_latest(context: Context) -> Markup:
    """Den seneste runde som figur og tabel, det svageste tema først, fx `{{ readiness_latest() }}`."""
    plan, latest = context.plan, context.plan.latest_round
    if not latest:
        return Markup("")
    themes = [
        (theme, average, sorted((row for row in _rows(plan, latest) if row.question.theme == theme.id), key=lambda row: row.answer.average))
        for theme, average in _themes(plan, latest)
    ]
    groups = tuple(
        BarGroup(theme.name, tuple(Bar(row.question.short, row.answer.average, row.average, row.answer.weak) for row in rows))
        for theme, _, rows in themes
    )
    words = "Én søjle for hvert spørgsmål, fra 1 til 5, samlet efter tema, det svageste først. Tabellerne har de samme tal."
    figure = bars(context, groups, id="parathed-seneste", title=f"Parathed, {latest.name}", description=words, most=50)
    late = due(latest.date, latest.review_months)
    shown = [(theme, _tenths(average), rows) for theme, average, rows in themes]
    return context.html("readiness_latest.html", round=latest, themes=shown, figure=figure, again=late)


@macro
def readiness_rounds(context: Context) -> Markup:
    """Alle runder ved siden af hinanden som figur og tabel, og hvem der svarede, fx `{{ readiness_rounds() }}`."""
    plan = context.plan
    rounds = sorted(plan.readiness_rounds, key=lambda held: held.date)
    if not rounds:
        return Markup("")
    questions = tuple(plan.readiness_questions)
    rows = [(theme, [theme_average(theme, held, questions) for held in rounds]) for theme, _ in _themes(plan, rounds[-1])]
    groups = tuple(
        BarGroup(theme.name, tuple(Bar(held.name, average, _tenths(average)) for held, average in zip(rounds, averages, strict=True)))
        for theme, averages in rows
    )
    words = "For hvert tema én søjle for hver runde, fra 1 til 5, den ældste først. Tabellen har de samme tal."
    figure = bars(context, groups, id="parathed-runder", title="Parathed, runde for runde", description=words, most=50)
    shown = [(theme, [_tenths(average) for average in averages]) for theme, averages in rows]
    return context.html("readiness_rounds.html", rounds=rounds, rows=shown, figure=figure)


@dataclass(frozen=True)
class _Row:
    """One answer of the latest round, with what was said in the round before."""

    question: Question
    answer: RoundAnswer
    average: str
    change: str
    apart: bool


def _rows(plan: Plan, latest: Round) -> list[_Row]:
    earlier = sorted((held for held in plan.readiness_rounds if held.date < latest.date), key=lambda held: held.date)
    rows = []
    for answer in latest.answers:
        before = next((old for held in reversed(earlier) if (old := held.answer_to(answer.question))), None)
        apart = answer.highest.points - answer.lowest.points >= APART
        rows.append(_Row(plan.readiness_questions[answer.question], answer, _tenths(answer.average), _change(answer, before), apart))
    return rows


def _themes(plan: Plan, held: Round) -> list[tuple[Theme, int | None]]:
    """The themes with their average in a round, the weakest first; what was not asked stands last."""
    found = [(theme, theme_average(theme, held, tuple(plan.readiness_questions))) for theme in plan.readiness_themes]
    return sorted(found, key=lambda pair: 99 if pair[1] is None else pair[1])


def _change(answer: RoundAnswer, before: RoundAnswer | None) -> str:
    if before is None:
        return "Nyt"
    step = answer.average - before.average
    return f"{'+' if step > 0 else '−'}{_tenths(abs(step))}" if step else "Uændret"


def _tenths(number: int | None) -> str:
    """Tenths as a Danish decimal: 25 is "2,5"."""
    return "" if number is None else f"{number // 10},{number % 10}"
