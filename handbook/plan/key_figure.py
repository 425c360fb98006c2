"""Key figures: where numbers come from, the municipality's own counts without names, and who is told them when."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handbook.plan.fields import DataSourceRef, Date, Done, Due, KeyFigureRef, Months, RoleRef, SourceRef, Text, WebAddress
from handbook.plan.record import Model, Record
from handbook.plan.vocabulary import DataLevel, Dimension, Withheld

SMALL = 5
"""A count below this may point at somebody: the project's own line, since no source of the plan names one."""

Period = Annotated[str, StringConstraints(pattern=r"^20\d\d(-[12])?$")]
"""A year or half of one: `2025`, `2025-1`."""


def _count(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value):
        return int(value)
    for withheld in Withheld:
        if value == withheld:
            return withheld
    hint = "Skriv et helt tal, `under-5` for 1 til 4, `skjult` for et tal, der beskytter et andet, eller `0` for ingen."
    message = "Her mangler et antal." if value is None else "`{value}` er ikke et antal."
    raise PydanticCustomError("wrong-value", message, {"value": value, "hint": hint})


Count = Annotated[int | Withheld, BeforeValidator(_count)]
"""How many, or why it is not said. What is not said is not in the file, and cannot get out of it."""


class DataSource(Record):
    """En datakilde på et af guidens tre niveauer: offentlige tal, interne tal eller kommunens egen optælling."""

    name: Text
    """Navnet, fx "Danmarks Statistik"."""
    level: DataLevel
    """Niveauet: `offentlige`, `interne` eller `egne`."""
    tells: Text
    """Hvad tallene kan fortælle, i én sætning."""
    does_not_tell: Text | None = None
    """Hvad de ikke siger, fortsat efter »Siger ikke, …«, fx "om bekymringen holdt."."""
    kept_by: RoleRef | None = None
    """Rollen, der passer tallene i kommunen."""
    cadence: Text | None = None
    """Hvor tit de bliver talt eller hentet."""
    address: WebAddress | None = None
    """Webadressen, når vi kender den fra en kilde."""
    source: SourceRef | None = None
    """Kilden, der nævner datakilden."""


class Line(Model):
    """One line of a table: a count for each column, and perhaps their total."""

    counts: tuple[Count, ...] = ()
    """Et antal for hver kolonne: et tal, `under-5` eller `skjult`."""
    total: Count | None = None
    """Linjens tal i alt. Udelades, når det ikke vises."""
    suppressed: bool = False
    """Ja, når hele linjen er skjult. Så har den ingen tal."""


class Row(Line):
    """A line with its name."""

    label: Text
    """Linjens navn, fx "Skole" eller "2025-1"."""


class KeyFigure(Record):
    """Et nøgletal: en tabel med kommunens egen optælling, altid uden navne. Hver sag tæller i netop én linje."""

    name: Text
    """Tabellens navn, fx "Henvendelser efter fagområde"."""
    data: DataSourceRef
    """Det, der tælles: en datakilde på niveauet `egne`."""
    rows_by: Dimension
    """Hvad linjerne deler op efter."""
    columns_by: Dimension | None = None
    """Hvad kolonnerne deler op efter. Udelades, når der kun er én kolonne."""
    columns: tuple[Text, ...] = ()
    """Kolonnernes navne."""
    period: Period | None = None
    """Året eller halvåret, når hverken linjer eller kolonner er perioder."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """Linjerne. De skal tilsammen være alle, og i en fast rækkefølge: ikke efter størrelse, for den kan røbe et skjult tal."""
    total: Line | None = None
    """Tallene i alt, nederst. Udelades, når de ikke vises."""
    owner: RoleRef | None = None
    """Rollen, der tæller."""
    updated: Annotated[Date, Done(), Due("Tæl igen", "»{name}« skulle være talt igen", after="review_months", every="review_months")]
    """Dagen, hvor nogen sidst talte."""
    review_months: Months = 6
    """Hvor mange måneder der må gå, før der tælles igen."""

    @property
    def width(self) -> int:
        """How many counts a line has."""
        return len(self.columns) if self.columns_by else 1

    @property
    def withholds(self) -> bool:
        """Whether anything in the table is not shown."""
        lines = (*self.rows, *((self.total,) if self.total else ()))
        return any(line.suppressed or any(isinstance(c, Withheld) for c in (*line.counts, line.total)) for line in lines)


class Report(Record):
    """Ledelsesinformation: hvem der får hvilke nøgletal, hvornår og til hvad."""

    receiver: RoleRef
    """Rollen, der får tallene."""
    sender: RoleRef
    """Rollen, der giver dem."""
    figures: Annotated[tuple[KeyFigureRef, ...], Field(min_length=1)]
    """Nøgletallene."""
    every_months: Months
    """Hvor mange måneder der er fra gang til gang."""
    next: Annotated[Date, Due("Giv nøgletal til", "Nøgletallene skulle være givet videre", owner="sender", every="every_months")]
    """Næste gang."""
    use: Text
    """Hvad modtageren skal bruge dem til, i bydeform."""

    @property
    def cadence(self) -> str:
        """How often, as readers see it: "To gange om året"."""
        known = {12: "Én gang om året", 6: "To gange om året", 3: "Fire gange om året", 1: "Hver måned"}
        return known.get(self.every_months, f"Hver {self.every_months}. måned")


def period_name(period: str) -> str:
    """A period as readers see it: "2025" or "1. halvår 2025"."""
    year, _, half = period.partition("-")
    return f"{half}. halvår {year}" if half else year


def halves(period: str) -> frozenset[str]:
    """The half-years that a period covers."""
    return frozenset([period] if "-" in period else [f"{period}-1", f"{period}-2"])
