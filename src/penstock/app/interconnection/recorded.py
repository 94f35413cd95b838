"""What is recorded of interconnection requests, as values; and values as what is recorded."""

from typing import TypeVar

from penstock.app.cases.blobs import Blobs
from penstock.app.items.form import Form, form_of
from penstock.app.items.values import content_of, item_among, value_of
from penstock.delivery.case import Case
from penstock.delivery.items import ItemType, Sensitivity, item_type
from penstock.delivery.models import StreamModel
from penstock.kernel.sides import Side

_T = TypeVar("_T")


def name_of(of: type, model: StreamModel) -> str:
    """Return what a model calls the items of a type; empty where it has none."""
    return item_among(_kind(of), model.items)


def newest(of: type[_T], case: Case, model: StreamModel, blobs: Blobs) -> _T | None:
    """Return the newest version of an item that a case holds; None where none counts.

    Raises:
        UnfitItemError: What was recorded does not fit the type.
    """
    name = name_of(of, model)
    if not name or not case.has(name):
        return None
    read = value_of(_kind(of), blobs.get(case.items[name].sha256), item=name)
    assert isinstance(read, of)
    return read


def written(value: object) -> bytes:
    """Return the content that an item is recorded as."""
    kind = _kind(type(value))
    return content_of(kind, value, item=kind.name)


def form_for(of: type) -> Form:
    """Return the form in which somebody hands in a value that is no item by itself."""
    return form_of(ItemType(of=of, side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL))


def _kind(of: type) -> ItemType:
    kind = item_type(of)
    assert kind is not None
    return kind
