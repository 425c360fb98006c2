"""The plan's JSON Schema, from the same records: it lets an editor's program propose keys and explain them."""

from __future__ import annotations

import json

from pydantic.json_schema import models_json_schema

from handbook.plan.plan import COLLECTIONS, SINGLE

FILE = "plan_data/schema.json"


def schema() -> str:
    """The schema of a file in `plan_data/` as JSON text: every top-level key, with the keys of its records."""
    references, definitions = models_json_schema([(model, "validation") for model in COLLECTIONS.values()], by_alias=True)
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
