"""The plan's JSON Schema, from the same records: it lets an editor's program propose keys and explain them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from handbook.plan.plan import COLLECTIONS, SINGLE
from handbook.plan.record import Model, descriptions

FILE = "plan_data/schema.json"


def schema() -> str:
    """The schema of a file in `plan_data/` as JSON text: every top-level key, with the keys of its records."""
    references, definitions = models_json_schema([(model, "validation") for model in COLLECTIONS.values()], by_alias=True)
    _describe(definitions["$defs"])
    of = {kind: references[(model, "validation")] for kind, model in COLLECTIONS.items()}
    single = {key: of[kind] for key, kind in SINGLE.items()}
    lists = {kind: {"type": "array", "items": of[kind]} for kind in COLLECTIONS if kind not in SINGLE.values()}
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kommunens plan",
        "type": "object",
        "properties": {**single, **lists},
        "additionalProperties": False,
        **definitions,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _describe(definitions: dict[str, Any]) -> None:
    for model in _models(Model):
        texts = descriptions(model)
        properties = definitions.get(model.__name__, {}).get("properties", {})
        for name, field in model.model_fields.items():
            if (key := field.alias or name) in properties and name in texts:
                properties[key]["description"] = texts[name]


def _models(model: type[Model]) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from _models(child)
