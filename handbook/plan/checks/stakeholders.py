"""Stakeholders: each has its people, knows as much as its roles, and learns it somewhere, or there is a reason why not."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import FOLDER, Loaded
from handbook.plan.plan import Plan
from handbook.plan.problem import Place, Problem, Severity
from handbook.plan.stakeholder import Stakeholder
from handbook.plan.vocabulary import Knowledge


def check(loaded: Loaded) -> Iterator[Problem]:
    plan = loaded.plan
    for stakeholder in plan.stakeholders:
        yield from _people(stakeholder, plan)
    if any(kind in ("stakeholders", "trainings") for kind, _ in loaded.broken):
        return  # whom an unsound record is for is not known
    yield from _training(plan)
    yield from _roles(plan)


def _people(stakeholder: Stakeholder, plan: Plan) -> Iterator[Problem]:
    """A group within the municipality is made of roles; one outside can be reached."""
    if stakeholder.kind.internal and not stakeholder.roles:
        message = f"»{stakeholder.name}« er i kommunen, men har ingen roller."
        yield Problem(stakeholder.place, "stakeholder-without-role", message, "Skriv fx `roles: [laerer]`.")
    if not stakeholder.kind.internal and not (stakeholder.roles or stakeholder.contacts):
        message = f"»{stakeholder.name}« er uden for kommunen, men har hverken en kontakt eller en rolle."
        yield Problem(stakeholder.place, "stakeholder-without-role", message, "Skriv fx `contacts: [infohus]`.")
    for index, id in enumerate(stakeholder.roles):
        role = plan.roles.get(id)
        if role and role.knowledge is not stakeholder.knowledge:
            message = f"Gruppen skal kunne `{stakeholder.knowledge}`, men rollen »{role.name}« skal kunne `{role.knowledge}`."
            place = stakeholder.place_of("roles", index)
            yield Problem(place, "knowledge-differs", message, "Ret `knowledge` det ene sted, eller flyt rollen til en anden gruppe.")


def _training(plan: Plan) -> Iterator[Problem]:
    """Who is to receive training follows from the map of stakeholders (guide 4.1.6)."""
    taught = {id for training in plan.trainings for id in training.stakeholders}
    untold = [group for group in plan.stakeholders if group.id not in taught and not group.no_training]
    for group in untold:
        hint = "Føj den til `stakeholders` under `trainings:`, eller skriv fx `no_training: De har deres egne kurser.`"
        yield Problem(group.place, "training-missing", f"»{group.name}« står ikke på noget kursus.", hint)
    reached = {group.knowledge for group in plan.stakeholders if group.id in taught}
    for level in Knowledge:
        if level not in reached and not any(group.knowledge is level for group in untold):
            message = f"Intet kursus er for dem, der »{level.label}«."
            hint = "Skriv en post under `trainings:` med en gruppe på det niveau."
            yield Problem(Place(FOLDER), "training-missing", message, hint, Severity.WARNING)


def _roles(plan: Plan) -> Iterator[Problem]:
    """The competence plan follows from stakeholders, so a role in no group is in no plan."""
    if any(group.kind.internal and not group.roles for group in plan.stakeholders):
        return  # which roles that group is made of is not known
    grouped = {id for group in plan.stakeholders for id in group.roles}
    for role in plan.roles:
        if role.id not in grouped:
            message = f"Rollen »{role.name}« er ikke i nogen gruppe af interessenter."
            hint = f"Skriv `roles: [{role.id}]` hos en gruppe under `stakeholders:`. Så kommer den med i kompetenceplanen."
            yield Problem(role.place, "role-without-stakeholder", message, hint, Severity.WARNING)
