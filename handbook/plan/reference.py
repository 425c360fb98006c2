"""What the plan leans on: sources, laws and words."""

from __future__ import annotations

from typing import Annotated

from handbook.plan.fields import Date, Done, Due, Joints, Months, PagePath, SourceRef, TermRef, Text, WebAddress
from handbook.plan.record import Record
from handbook.plan.vocabulary import Certainty


class Source(Record):
    """Et dokument eller en side, som noget i håndbogen bygger på."""

    title: Text
    """Titlen."""
    publisher: Text
    """Udgiveren."""
    date: Text
    """Kildens egen dato, eller "uden dato"."""
    address: WebAddress | None = None
    """Webadressen."""
    checked: Annotated[Date | None, Done(), Due("Åbn kilden igen", "Kilden »{name}« skulle være åbnet igen", after="review_months")] = None
    """Dagen, hvor nogen sidst åbnede kilden. Tom, når ingen har."""
    review_months: Months = 12
    """Hvor mange måneder der må gå, før kilden skal åbnes igen."""


class Law(Record):
    """En regel, som medarbejdere skal kende, i klart sprog."""

    name: Text
    """Kort navn, fx "Barnets lov § 133"."""
    title: Text
    """Hvad reglen hedder, fx "Skærpet underretningspligt"."""
    summary: Text
    """Hvad reglen betyder for dig."""
    citizen: Text | None = None
    """Det samme, skrevet til borgere."""
    certainty: Certainty
    """`set-i-kilde`, eller `almindeligt-kendt`, som en jurist skal bekræfte."""
    source: SourceRef
    """Kilden."""
    replaces: tuple[Text, ...] = ()
    """Ophævede regler, som den har afløst."""


class Term(Record):
    """Et ord eller en forkortelse, som forklares ét sted."""

    name: Text
    """Ordet."""
    long: Text | None = None
    """Det lange navn, når ordet er en forkortelse."""
    definition: Text
    """Forklaringen i én til tre sætninger."""
    joints: tuple[Joints, ...] = ()
    """Lange ord i slægt med dette, delt hvor en smal linje må dele dem, fx `bekymrings-henvendelse`."""
    see: tuple[TermRef, ...] = ()
    """Beslægtede ord."""
    page: PagePath | None = None
    """Siden, der handler om ordet. Ordlisten linker til den, og søgningen viser den før ordlisten."""
    source: SourceRef | None = None
    """Kilden."""


class MailboxFunction(Record):
    """Et ord, som må stå før @ i en funktionspostkasse. `id` er ordet."""
