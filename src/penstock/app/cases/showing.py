"""A case with all that is known of it, as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from penstock.app.cases.usecases import Shown
from penstock.app.cases.wording import sentence
from penstock.delivery.case import Item
from penstock.delivery.models import StreamModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An information item of a stream, and what the case holds of it."""

    name: str
    item: Item | None


def held(shown: Shown) -> Iterator[Held]:
    """Yield all items of the stream, in the order in which its stages want them."""
    for name in _items(shown.model):
        yield Held(name=name, item=shown.case.items.get(name))


def as_json(shown: Shown) -> str:
    """Return a case as one JSON document."""
    document = asdict(shown.standing) | {
        "opened_at": shown.case.opened_at.isoformat(),
        "fingerprint": shown.case.fingerprint,
        "entry_criteria": _criteria(shown, shown.model.entry_criteria),
        "exit_criteria": _criteria(shown, shown.model.exit_criteria),
        "items": {each.name: asdict(each.item) for each in held(shown) if each.item},
        "links": {other: asdict(link) for other, link in shown.case.links.items()},
        "log": list(_log(shown)),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _items(model: StreamModel) -> tuple[str, ...]:
    wanted = (item for stage in model.stages for item in stage.names)
    return tuple(dict.fromkeys(wanted))


def _criteria(shown: Shown, criteria: tuple[str, ...]) -> dict[str, bool]:
    return {each: each in shown.case.attested for each in criteria}


def _log(shown: Shown) -> Iterator[dict[str, Any]]:
    for each in shown.log:
        yield {
            "seq": each.seq,
            "at": each.stamp.at.isoformat(),
            "actor": each.stamp.actor,
            "command_id": each.stamp.command_id,
            "event": type(each.event).__name__,
            "sentence": sentence(each.event),
        }
