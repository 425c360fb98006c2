"""Actors and tools: who prevents extremism in Denmark, and with what. Every fact carries its date and its source."""

from __future__ import annotations

from typing import Annotated

from handbook.plan.fields import ActorRef, ContactRef, Date, Due, Id, PagePath, RefTo, RoleRef, SourceRef, Text, WebAddress
from handbook.plan.record import Part, Record
from handbook.plan.vocabulary import ActorCertainty, Reach, ToolKind, ToolStatus, ToolUser


class Event(Part):
    """One thing that happened to an actor. Sources often give no more than the year."""

    when: Text
    """Dagen eller året, fx "10. oktober 2022"."""
    text: Text
    """Hvad der skete, i én sætning."""


class Actor(Record):
    """En myndighed, et samarbejde eller en organisation, som er med til at forebygge. Aldrig en person."""

    name: Text
    """Navnet, fx "Infohus netværk"."""
    long: Text | None = None
    """Det lange navn, når navnet er en forkortelse."""
    reach: Reach
    """Hvor aktøren hører til: `lokalt`, `regionalt`, `nationalt` eller `internationalt`."""
    what: Text
    """Hvad det er, i én eller to sætninger."""
    does: Text
    """Hvad det gør for dig, der arbejder i kommunen."""
    citizen: Text | None = None
    """Hvad det gør for en borger."""
    date: Text
    """Dagen eller året, oplysningen er fra, eller "uden dato"."""
    source: SourceRef
    """Kilden."""
    certainty: ActorCertainty
    """Om oplysningen er set i en kilde, kan være ændret siden, eller handler om noget, der ikke findes længere."""
    note: Text | None = None
    """Hvad vi ikke ved, eller hvad kilderne er uenige om."""
    successor: ActorRef | None = None
    """Den aktør, der har overtaget. Kun når aktøren er afløst."""
    history: tuple[Event, ...] = ()
    """Hvad der er sket med navn og ansvar, ældst først."""
    contact: ContactRef | None = None
    """Hvor man ringer hen."""
    page: PagePath | None = None
    """Siden i håndbogen, der fortæller mere."""


class Tool(Record):
    """Et værktøj, en vejledning eller et kursus, som en kilde nævner."""

    name: Text
    """Navnet, som kilden skriver det."""
    kind: ToolKind
    """Hvad det bruges til."""
    what: Text
    """Hvad det er, i én eller to sætninger."""
    user: ToolUser | None = None
    """Hvem der bruger det. Udelades, når kilden ikke siger det."""
    scores_people: bool = False
    """Ja, når værktøjet vurderer en bestemt person. Så må kun infohuset bruge det."""
    avoid: Text | None = None
    """Hvad det ikke må bruges til."""
    newer: Text | None = None
    """Hvad en nyere kilde siger, med dens dato."""
    missing: Text | None = None
    """Hvad kilden nævner, men ikke viser."""
    own: Text | None = None
    """Kommunens eget i stedet, tydeligt som sådan."""
    date: Text
    """Dagen eller året, oplysningen er fra, eller "uden dato"."""
    source: SourceRef
    """Kilden."""
    address: WebAddress | None = None
    """Hvor man henter det, når en kilde viser adressen."""
    contact: ContactRef | None = None
    """Hvor man spørger efter det."""
    page: PagePath | None = None
    """Siden i håndbogen, der bruger det."""


class ToolUse(Record):
    """Om kommunen bruger et værktøj, og hvad den bruger det til."""

    id: Annotated[Id, RefTo("tools")]
    """Værktøjet, det handler om."""
    status: ToolStatus
    """Om I bruger det: `bruges`, `planlagt` eller `bruges-ikke`."""
    text: Text
    """Hvad I bruger det til, hvad det næste skridt er, eller hvorfor I ikke bruger det."""
    owner: RoleRef
    """Rollen, der har ansvaret."""
    next_review: Annotated[Date, Due("Tag stilling til værktøjet igen", "Brugen af »{name}« skulle være taget op igen")]
    """Dagen, hvor I tager stilling igen."""
