"""What pydantic found wrong with a record, said in Danish at the place of the value."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from handbook.plan.problem import Place, Problem, did_you_mean
from handbook.plan.record import Choice, Location, Record, descriptions, place_in
from handbook.plan.yaml_text import Mapping, Node, Sequence


def explain(detail: ErrorDetails, model: type[Record], node: Mapping, record_place: Place) -> Problem:
    """One of pydantic's errors as a problem.

    Takes the error, the type of the record, its YAML and the place where it begins.
    """
    location: Location = detail["loc"]
    owner = _model_at(model, location[:-1])
    key = str(next((step for step in reversed(location) if isinstance(step, str)), ""))
    place = place_in(node, location, record_place)
    if detail["type"] == "missing":
        parent = place_in(node, location[:-1], record_place) if len(location) > 1 else record_place
        return Problem(parent, "missing-key", f"`{key}` mangler.", _describe(owner, key))
    if detail["type"] == "extra_forbidden":
        at = _key_place(node, location) or place
        return Problem(at, "unknown-key", f"`{key}` kendes ikke her.", did_you_mean(key, _keys(owner)))
    return Problem(place, *_value(detail, owner, key))


def _value(detail: ErrorDetails, owner: type[BaseModel], key: str) -> tuple[str, str, str]:
    """Rule, message and hint for a value that does not fit."""
    kind, given = detail["type"], detail.get("input")
    if hint := detail.get("ctx", {}).get("hint"):
        return kind, detail["msg"], str(hint)
    if kind == "enum":
        return "wrong-value", f"`{given}` er ikke en mulighed.", did_you_mean(str(given), _choices(owner, key))
    if given is None or given == []:
        return "wrong-value", f"`{key}` er tom.", _describe(owner, key)
    if kind == "tuple_type" or isinstance(given, (dict, list)):
        wanted = "skal være en liste" if kind == "tuple_type" else "har ikke den rigtige form"
        return "wrong-shape", f"`{key}` {wanted}.", _describe(owner, key) or "Se en post, der virker."
    message, hint = _VALUE_MESSAGES.get(kind, ("`{given}` passer ikke her.", ""))
    return "wrong-value", message.format(given=given), hint or _describe(owner, key)


_VALUE_MESSAGES = {
    "string_pattern_mismatch": (
        "`{given}` har tegn, som ikke kan bruges her.",
        "Brug små bogstaver a–z, tal og bindestreg: æ bliver ae, ø bliver oe, å bliver aa.",
    ),
    "string_too_long": ("`{given}` er for langt.", "Skriv højst 22 tegn."),
    "bool_parsing": ("`{given}` er hverken ja eller nej.", "Skriv `true` for ja eller `false` for nej."),
    "int_parsing": ("`{given}` er ikke et helt tal.", "Skriv et tal, fx `12`."),
    "greater_than_equal": ("`{given}` er for lille.", "Skriv et tal på mindst 1."),
    "less_than_equal": ("`{given}` er for stort.", "Skriv et tal på højst 48."),
    "date_from_datetime_parsing": ("`{given}` er ikke en dato, der findes.", "Skriv år, måned og dag, fx `2026-06-16`."),
    "date_parsing": ("`{given}` er ikke en dato, der findes.", "Skriv år, måned og dag, fx `2026-06-16`."),
    "model_type": ("`{given}` skal være en post med nøgleord.", "Skriv nøgleordene på linjerne under, rykket to mellemrum ind."),
}


def _key_place(node: Node, location: Location) -> Place | None:
    current: Node | None = node
    for step in location[:-1]:
        if isinstance(current, Mapping) and isinstance(step, str):
            current = current.get(step)
        elif isinstance(current, Sequence) and isinstance(step, int):
            current = current.items[step]
    if isinstance(current, Mapping):
        return next((key.place for key, _ in current.entries if key.text == location[-1]), None)
    return None


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model that the last part of an error's location belongs to."""
    current: type[BaseModel] = model
    for step in location:
        if isinstance(step, int):
            continue
        field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        inner = _first(field.annotation, BaseModel) if field else None
        if inner is None:
            return current
        current = inner
    return current


def _choices(owner: type[BaseModel], key: str) -> list[str]:
    field = next((f for n, f in owner.model_fields.items() if key in (n, f.alias)), None)
    choice = _first(field.annotation, Choice) if field else None
    return [str(member) for member in choice] if choice else []


def _first(annotation: Any, base: type) -> Any:
    """The first class below `base` inside a type such as `tuple[Duty, ...] | None`."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, base) else None
    for part in getattr(annotation, "__args__", ()):
        if found := _first(part, base):
            return found
    return None


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _describe(model: type[BaseModel], key: str) -> str:
    name = next((n for n, f in model.model_fields.items() if key in (n, f.alias)), "")
    return " ".join(descriptions(model).get(name, "").split())
