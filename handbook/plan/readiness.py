"""Readiness: the municipality's own questions under the guide's five themes, answered by roles, round after round."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.fields import Date, Done, Due, Months, QuestionRef, RoleRef, SourceRef, Text, ThemeRef
from handbook.plan.record import Model, Record
from handbook.plan.vocabulary import Score

ENOUGH = 3
"""An average below this score is a weak link."""


class Theme(Record):
    """Et tema i selvevalueringen (guidens afsnit 3.1.2)."""

    name: Text
    """Temaets navn, som kilden skriver det."""
    summary: Text
    """Hvad temaet handler om, i én sætning og egne ord."""
    source: SourceRef | None = None
    """Kilden, når temaet er nationalt."""


class Question(Record):
    """Et spørgsmål, kommunen stiller sig selv. Det er kommunens eget: kildens egne spørgsmål kendes ikke."""

    theme: ThemeRef
    """Temaet, det hører til."""
    text: Text
    """Spørgsmålet som et udsagn, man kan være mere eller mindre enig i, fx "Vi ved, hvem der gør hvad"."""
    short: Annotated[Text, Field(max_length=22)]
    """Kort navn til figuren, højst 22 tegn."""
    since: Annotated[Date | None, Done()] = None
    """Dagen, spørgsmålet kom til. Runder før den dag har det ikke. Udelades, når det altid har været der."""


class RoleScore(Model):
    """What one role answered."""

    role: RoleRef
    """Rollen, der svarede. Aldrig en person."""
    score: Score
    """Et trin på skalaen, 1 til 5."""


class NextStep(Model):
    """What is done about an answer."""

    does: Text
    """Det næste skridt, i bydeform."""
    owner: RoleRef
    """Rollen, der gør det."""
    due: Annotated[Date, Due("Tag det næste skridt", "Et næste skridt fra »{name}« skulle være gjort", unless="done")]
    """Dagen, hvor det senest er gjort."""
    done: Annotated[Date | None, Done()] = None
    """Dagen, hvor det blev gjort. Tom, til det er."""


class RoundAnswer(Model):
    """What the roles said to one question in a round."""

    question: QuestionRef
    """Spørgsmålet."""
    scores: Annotated[tuple[RoleScore, ...], Field(min_length=1)]
    """Rollernes svar."""
    talk: Text | None = None
    """Det vigtigste fra samtalen, i én sætning. Aldrig om personer eller sager."""
    next_step: NextStep | None = None
    """Det næste skridt. Skal stå ved de svage led i den seneste runde."""

    @property
    def average(self) -> int:
        """The mean of the scores in tenths, halves rounded up: 25 is 2.5."""
        return _mean(tuple(each.score.points for each in self.scores))

    @property
    def weak(self) -> bool:
        return self.average < ENOUGH * 10

    @property
    def lowest(self) -> Score:
        return min((each.score for each in self.scores), key=lambda score: score.points)

    @property
    def highest(self) -> Score:
        return max((each.score for each in self.scores), key=lambda score: score.points)


class Round(Record):
    """En runde: den dag, hvor ledere og medarbejdere svarede sammen."""

    name: Text
    """Rundens navn, fx "Forår 2026"."""
    date: Annotated[
        Date,
        Done(),
        Due(
            "Drøft paratheden igen",
            "Paratheden fra »{name}« skulle være drøftet igen",
            owner="led_by",
            after="review_months",
            every="review_months",
        ),
    ]
    """Dagen, hvor I svarede."""
    led_by: RoleRef
    """Rollen, der ledte samtalen."""
    answers: Annotated[tuple[RoundAnswer, ...], Field(min_length=1)]
    """Svarene, ét for hvert spørgsmål."""
    review_months: Months = 6
    """Hvor mange måneder der må gå, før I svarer igen."""

    def answer_to(self, question: str) -> RoundAnswer | None:
        """What was said to a question, or None when it was not asked."""
        return next((answer for answer in self.answers if answer.question == question), None)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that answered, in the order in which they are first named."""
        return tuple(dict.fromkeys(each.role for answer in self.answers for each in answer.scores))


def theme_average(theme: Theme, round: Round, questions: tuple[Question, ...]) -> int | None:
    """The mean of every score under a theme in tenths, or None when none of its questions was asked."""
    own = {question.id for question in questions if question.theme == theme.id}
    points = tuple(each.score.points for answer in round.answers if answer.question in own for each in answer.scores)
    return _mean(points) if points else None


def _mean(points: tuple[int, ...]) -> int:
    return (20 * sum(points) + len(points)) // (2 * len(points))
