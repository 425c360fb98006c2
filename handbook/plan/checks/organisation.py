"""The organisation: every level has a role for each of the three tasks, or a reason (guide 4.1.2), and a practice model is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import FOLDER, Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem
from handbook.plan.views import organisation


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    if not any(kind in ("roles", "unassigned") for kind, _ in loaded.broken):
        yield from _cells(plan)
    for municipality in plan.municipalities:
        if plan.practice_models and municipality.practice_model is None:
            hint = f"Skriv fx `practice_model: {plan.practice_models.ids[0]}`. Siden om organiseringen viser modellerne."
            message = "Kommunen har ikke valgt en praksismodel for arbejdet med bekymringer."
            yield Problem(municipality.place, "practice-model", message, hint)


def _cells(plan: Plan) -> Iterator[Problem]:
    home = next((municipality.place for municipality in plan.municipalities), Place(FOLDER))
    for row in organisation(plan):
        for cell in row:
            if not cell.roles and not cell.reasons:
                message = f"{cell.level.label} har ingen rolle til opgaven »{cell.task.label}«."
                hint = (
                    f"Giv en rolle opgaven, eller skriv en post under `unassigned:` med `level: {cell.level}`, "
                    f"`task: {cell.task}` og `reason`."
                )
                yield Problem(home, "organisation-cell", message, hint)
            for index, unassigned in enumerate(cell.reasons):
                if cell.roles:
                    message = f"»{cell.roles[0].name}« har opgaven, men her står, at ingen har den."
                    yield Problem(unassigned.place, "organisation-cell", message, "Slet posten, eller tag opgaven fra rollen.")
                elif index:
                    message = f"Grunden står allerede på linje {cell.reasons[0].place.line}."
                    yield Problem(unassigned.place, "organisation-cell", message, "Behold den ene, og slet den anden.")
