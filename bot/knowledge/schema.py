"""The JSON Schema of a knowledge file, so that editors complete and check while one types."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from bot.knowledge.model import ID_LENGTH, ID_PATTERN, RECORDS, Header, Written


def knowledge_schema() -> dict[str, Any]:
    """Describe one YAML file: any of the sections, each a mapping from ids to records."""
    written: tuple[type[Written], ...] = (Header, *RECORDS)
    kinds: list[tuple[type[Written], JsonSchemaMode]] = [(model, "validation") for model in written]
    models, definitions = models_json_schema([*kinds], ref_template="#/$defs/{model}")
    refs = {model: schema for (model, _), schema in models.items()}
    sections: dict[str, Any] = {"topic": refs[Header]}
    for record in RECORDS:
        sections[record.section] = {
            "type": ["object", "null"],
            "description": (record.__doc__ or "").strip().splitlines()[0],
            "propertyNames": {"pattern": ID_PATTERN, "maxLength": ID_LENGTH},
            "additionalProperties": refs[record],
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A knowledge file of explainer-bot",
        "type": "object",
        "additionalProperties": False,
        "properties": sections,
        "$defs": definitions["$defs"],
    }
