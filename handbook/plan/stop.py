"""The pages of the guide: every way through its questions, up to the advice at the end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from pydantic import StringConstraints

from handbook.plan.card import OwnStep
from handbook.plan.fields import Text
from handbook.plan.guide import GuideAnswer, GuideOption, GuideQuestion
from handbook.plan.plan import Plan
from handbook.plan.problem import Place
from handbook.plan.record import Model, Record
from handbook.plan.vocabulary import Age

CLICKS = 5
"""How many clicks it takes at most from the first question to the advice."""


class Reply(Model):
    """A question that was answered on the way: where it was asked (a stop's id), and what was replied."""

    at: str
    asked: Text
    label: Text
    short: Text | None
    """For titles; None when the address does not show the reply either."""


class Way(Model):
    """One of the replies on a page: the stop it leads to, and the advice when that is the end."""

    label: Text
    hint: Text | None
    end: str
    answer: GuideAnswer | None


class Stop(Record):
    """A page of the guide: a question or an advice, with what is known from the replies before it. Its id is its address."""

    id: Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*)?$")]
    name: Text
    """The title, which no other page has."""
    heading: Text
    origin: GuideQuestion | GuideAnswer
    replies: tuple[Reply, ...] = ()
    ways: tuple[Way, ...] = ()
    """The replies to choose from. An advice has none."""
    ages: tuple[Age, ...] = ()
    roles: tuple[str, ...] = ()
    steps: tuple[OwnStep, ...] = ()

    @property
    def place(self) -> Place:
        """Where the question or the advice stands in the YAML."""
        return self.origin.place

    @property
    def answer(self) -> GuideAnswer | None:
        return self.origin if isinstance(self.origin, GuideAnswer) else None

    @property
    def before(self) -> str | None:
        """The stop from which the reader came, or None at the start."""
        return self.replies[-1].at if self.replies else None


@lru_cache(maxsize=8)
def stops(plan: Plan) -> tuple[Stop, ...]:
    """Every page of the guide, the first question first. Empty where there is no guide.

    A way that leads to nothing, to something without a name or back to a question that was asked is left out: the checks
    report it, or it is not for this plan's audience.
    """
    start = next((question for question in plan.guide_questions if question.start and question.name), None)
    return tuple(_from(Stop(id="", name=start.name, heading=start.name, origin=start), (), plan)) if start else ()


def segment(option: GuideOption) -> str | None:
    """What an option adds to the address."""
    return option.id or (option.roles[0] if len(option.roles) == 1 else None)


def label(option: GuideOption, plan: Plan) -> str | None:
    """The option as the reader says it, or None when it lacks words."""
    role = plan.roles.get(option.roles[0]) if len(option.roles) == 1 else None
    return option.label or (role.name if role else None)


def _from(stop: Stop, segments: tuple[str, ...], plan: Plan) -> Iterator[Stop]:
    """A stop whose ways are not known yet, then all that it leads to."""
    question = stop.origin
    if not isinstance(question, GuideQuestion):
        yield stop
        return
    following = [made for option in question.options if (made := _next(stop, option, segments, plan))]
    ways = (Way(label=to.replies[-1].label, hint=option.hint, end=to.id, answer=to.answer) for option, _, to in following)
    yield stop.model_copy(update={"ways": tuple(ways)})
    for _, longer, to in following:
        yield from _from(to, longer, plan)


def _next(stop: Stop, option: GuideOption, segments: tuple[str, ...], plan: Plan) -> tuple[GuideOption, tuple[str, ...], Stop] | None:
    target = plan.guide_questions.get(option.to) or plan.guide_answers.get(option.answer)
    words = label(option, plan)
    if (
        target is None
        or not target.name
        or words is None
        or len(stop.replies) >= CLICKS
        or target.name in {reply.asked for reply in stop.replies}
    ):
        return None
    own = segment(option)
    longer = (*segments, own) if own else segments
    short = (option.short or words) if own and not _said(option, stop) else None
    replies = (*stop.replies, Reply(at=stop.id, asked=stop.heading, label=words, short=short))
    following = Stop(
        id="/".join(longer if own else (*segments, target.id)),
        name=_title(target.name, [reply.short for reply in replies if reply.short]),
        heading=target.name,
        origin=target,
        replies=replies,
        ages=option.ages or stop.ages,
        roles=option.roles or stop.roles,
        steps=(*stop.steps, *option.steps),
    )
    return option, longer, following


def _said(option: GuideOption, stop: Stop) -> bool:
    """Whether the advice says by itself what was replied: the reply tells neither age nor role, and no other leads there."""
    options = stop.origin.options if isinstance(stop.origin, GuideQuestion) else ()
    return bool(option.answer) and not (option.ages or option.roles) and sum(option.answer == other.answer for other in options) == 1


def _title(heading: str, known: list[str]) -> str:
    """The heading with what is known, fx "Handl i dag: under 18 år, lærer"."""
    words = ", ".join(word if word[1:2].isupper() else f"{word[:1].lower()}{word[1:]}" for word in known)
    if not words:
        return heading
    return f"{heading} {words[:1].upper()}{words[1:]}" if heading.endswith("?") else f"{heading}: {words}"
