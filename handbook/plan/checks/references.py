"""References lead to something, and what there must be one of is there once."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.plan.loader import FOLDER, Loaded
from handbook.plan.page import Page, published
from handbook.plan.plan import SINGLE
from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.record import references

NAMES = {
    "municipalities": "kommune",
    "flows": "sagsgang",
    "levels": "niveau",
    "tiers": "indsatsniveau",
    "elements": "element",
    "areas": "fagområde",
    "contacts": "kontakt",
    "roles": "rolle",
    "systems": "system",
    "nodes": "punkt i sagsgangen",
    "laws": "regel",
    "terms": "ord i ordlisten",
    "sources": "kilde",
    "phases": "fase",
    "chapters": "kapitel",
    "subjects": "emne i skabelonen",
    "prompts": "spørgsmål",
    "topics": "emne",
    "stakeholders": "interessent",
    "actors": "aktør",
    "tools": "værktøj",
    "housing_parts": "del af boligmodellen",
    "practice_models": "praksismodel",
    "cards": "action card",
    "guide_questions": "spørgsmål i guiden",
    "guide_answers": "råd i guiden",
    "readiness_themes": "tema",
    "readiness_questions": "spørgsmål",
    "data_sources": "datakilde",
    "key_figures": "nøgletal",
}
NEUTER = {
    *("areas", "cards", "chapters", "elements", "guide_answers", "guide_questions", "key_figures", "levels", "nodes", "prompts"),
    *("readiness_questions", "readiness_themes", "subjects", "systems", "terms", "tiers", "tools", "topics"),
}


def check(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    plan = loaded.plan
    for _, record in plan.records():
        for reference in references(record):
            known = plan.collection(reference.kind)
            if reference.id in known or (reference.kind, reference.id) in loaded.broken:
                continue
            place = record.place_of(*reference.location)
            article = "et" if reference.kind in NEUTER else "en"
            message = f"`{reference.id}` er ikke {article} {NAMES[reference.kind]} i planen."
            yield Problem(place, "unknown-reference", message, did_you_mean(reference.id, known.ids))
    yield from _single(loaded)
    yield from _pages(loaded, pages)


def _single(loaded: Loaded) -> Iterator[Problem]:
    for key, kind in SINGLE.items():
        records = list(loaded.plan.collection(kind))
        if not records and not any(broken == kind for broken, _ in loaded.broken) and loaded.plan.files:
            hint = f"Skriv `{key}:` i en fil i `plan_data/kommune/` med felterne fra eksemplet."
            yield Problem(Place(FOLDER), "missing-record", f"Planen mangler sin {NAMES[kind]}.", hint)
        for extra in records[1:]:
            first = records[0].place
            message = f"Planen har mere end én {NAMES[kind]}. Den første står i {first.path} på linje {first.line}."
            yield Problem(extra.place, "missing-record", message, "Behold den ene, og slet den anden.")


def _pages(loaded: Loaded, pages: tuple[Page, ...]) -> Iterator[Problem]:
    paths = {path for _, _, path in published(pages, loaded.plan)}
    for record in (*loaded.plan.coverage, *loaded.plan.terms, *loaded.plan.phases, *loaded.plan.actors, *loaded.plan.tools):
        if record.page and record.page not in paths:
            message = f"Siden `docs/{record.page}` findes ikke."
            yield Problem(record.place_of("page"), "page-missing", message, did_you_mean(record.page, paths))
