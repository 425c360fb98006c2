"""The guide »Hvad gør jeg nu?«: a small graph of questions, with the advice at the end of each way through it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.plan.card import OwnStep
from handbook.plan.fields import CardRef, GuideAnswerRef, GuideQuestionRef, Id, NodeRef, RoleRef, SourceRef, Text
from handbook.plan.record import Part, Record
from handbook.plan.vocabulary import Age, Weight


class GuideOption(Part):
    """One of the replies to a question, and where it leads."""

    id: Id | None = None
    """Svarets navn i adressen, fx `under-18`. Udelades ved én rolle og ved et svar, som adressen ikke skal vise."""
    label: Text | None = None
    """Svaret, som læseren siger det. Udelades ved én rolle: så er det rollens navn."""
    short: Text | None = None
    """Svaret i sidernes titel, fx "ukendt alder". Udelades, når svaret selv er kort nok."""
    hint: Text | None = None
    """Hvad der skiller svaret fra de andre, i én kort sætning."""
    ages: tuple[Age, ...] = ()
    """Alderen, når svaret fortæller den. Begge, når læseren ikke kender den."""
    roles: tuple[RoleRef, ...] = ()
    """Rollen, når svaret fortæller den. Er der flere, er rådet det, de alle skal gøre."""
    steps: tuple[OwnStep, ...] = ()
    """Kun trin, som sagsgangen ikke har. I rådet står de lige efter 112."""
    to: GuideQuestionRef | None = None
    """Det næste spørgsmål. Skriv enten `to` eller `answer`."""
    answer: GuideAnswerRef | None = None
    """Rådet, når der ikke er mere at spørge om."""


class GuideQuestion(Record):
    """Et spørgsmål i guiden »Hvad gør jeg nu?«. Hvert spørgsmål er en side."""

    name: Text
    """Spørgsmålet, som læseren bliver spurgt."""
    start: bool = False
    """Ja ved det spørgsmål, guiden begynder med. Det er der netop ét af."""
    help: Text | None = None
    """En hjælp til at svare, i én eller to sætninger."""
    options: Annotated[tuple[GuideOption, ...], Field(min_length=2)]
    """De svar, man kan vælge."""


class GuideAnswer(Record):
    """Et råd, som guiden ender med. Trin, numre og gør ikke hentes fra sagsgangen, rollen og kortet."""

    name: Text
    """Rådet i bydeform, fx "Handl i dag"."""
    lead: Text
    """Rådet i én eller to sætninger, i du-form."""
    node: NodeRef | None = None
    """Punktet i sagsgangen, hvis opgaver er rådets trin. Skriv enten `node` eller `card`."""
    card: CardRef | None = None
    """Det action card, som rådet er."""
    weight: Weight | None = None
    """Vægten af de tegn, som rådet er til. De bliver vist, når læseren skal vælge."""
    source: SourceRef | None = None
    """Kilden."""
