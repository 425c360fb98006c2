"""The municipality whose plan this is."""

from __future__ import annotations

from typing import Annotated

from handbook.plan.record import ContactRef, Date, Done, Due, Part, PracticeModelRef, Record, RoleRef, Text, WebAddress


class Change(Part):
    """One entry of the plan's change history."""

    date: Date
    """Dagen, hvor ændringen trådte i kraft."""
    text: Text
    """Hvad der blev ændret, i én sætning."""


class Municipality(Record):
    """Kommunen, der ejer planen. Der er netop én.

    Adoption, publication and a revision at least every fourth year: barnets lov § 15, stk. 3 (source S2).
    """

    name: Text
    """Kommunens navn, fx "Eksempelby Kommune"."""
    council: Text
    """Det råd, der vedtager planen, fx "Eksempelby Byråd"."""
    handbook_name: Text
    """Håndbogens navn i sidehovedet."""
    adopted: Annotated[Date, Done()]
    """Dagen, hvor kommunalbestyrelsen vedtog planen."""
    case_number: Text
    """Sagens nummer i kommunens journal."""
    next_revision: Annotated[Date, Due("Revidér planen", "Planen skulle være revideret")]
    """Næste revision, senest fire år efter vedtagelsen."""
    edition: Text
    """Udgavens nummer, fx "2026.1"."""
    staff_url: WebAddress
    """Medarbejdernes håndbog på intranettet."""
    public_url: WebAddress
    """Borgernes side."""
    in_doubt: ContactRef
    """Den kontakt, man ringer til, når man er i tvivl."""
    editors: ContactRef
    """Redaktionen, som modtager rettelser."""
    owner: RoleRef
    """Rollen, der har ansvar for, at planen holdes ved lige."""
    practice_model: PracticeModelRef | None = None
    """Den praksismodel, kommunen har valgt for arbejdet med bekymringer."""
    public_name: Text | None = None
    """Navnet på borgernes side, i sidehovedet."""
    citizens: ContactRef | None = None
    """Kommunens indgang for borgere."""
    feedback: ContactRef | None = None
    """Hvor borgere skriver, når noget på deres side er forkert eller svært."""
    accessibility_statement: WebAddress | None = None
    """Tilgængelighedserklæringen for borgernes side på was.digst.dk (webtilgængelighedsloven § 4)."""
    quick_exit: WebAddress | None = None
    """En harmløs side, som »Forlad siden« fører til."""
    fictional: bool = False
    """Ja, hvis kommunen er opdigtet. Så står det på hver side."""
    history: tuple[Change, ...] = ()
    """Ændringer siden vedtagelsen, nyeste først."""
