"""The model in the formats of other programs, and back from JSON."""

from penstock.architecture.exchange.archimate import to_archimate
from penstock.architecture.exchange.json_model import NoModelError, from_json, to_json
from penstock.architecture.exchange.json_schema import json_schema
from penstock.architecture.exchange.markdown import to_markdown
from penstock.architecture.exchange.workbook import to_workbook

__all__ = [
    "NoModelError",
    "from_json",
    "json_schema",
    "to_archimate",
    "to_json",
    "to_markdown",
    "to_workbook",
]
