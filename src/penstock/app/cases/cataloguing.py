"""The information items of a stream: their types, and the stages that give and take each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from penstock.app.cases.binding import Streams
from penstock.app.cases.completing import item_of
from penstock.app.cases.models import Models
from penstock.app.cases.naming import chosen
from penstock.app.items.sayings import said_schema
from penstock.app.packages.code import StreamCode
from penstock.delivery.items import ItemType
from penstock.delivery.models import StreamModel


class UntypedItemError(LookupError):
    """An information item has no type that could be shown."""

    def __init__(self, item: str, *, because: str) -> None:
        self.item = item
        super().__init__(f"There is no schema of “{item}”: {because}. It is taken as it is.")


class UntoldActError(LookupError):
    """An act is told nothing, so that there is nothing to describe."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"There is no schema of what “{act}” is told: it is told nothing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """An information item of a stream.

    Args:
        name: What the documents call it.
        type: Its type; None where it has none.
        given_by: The stages that give it out; none where it comes from outside.
        taken_by: The stages that take it in; none where it goes outside.
        paper_of: The stages whose paper it is; none where the documents name it.
    """

    name: str
    type: ItemType | None
    given_by: tuple[str, ...]
    taken_by: tuple[str, ...]
    paper_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCatalogue:
    """The information items of a stream.

    Args:
        stream_id: The stream.
        stream: What it is called.
        package: The package that has types for them; empty where none has.
        items: The items, in the order in which the stages name them.
        needs: What has to be installed before there are types; empty where nothing would help.
    """

    stream_id: str
    stream: str
    package: str
    items: tuple[ListedItem, ...]
    needs: str = ""


def catalogue(stream: str, models: Models, streams: Streams) -> ItemCatalogue:
    """Return the information items of a stream.

    Raises:
        NoSuchNameError: There is no such stream.
        UnusableStreamError: The package that has their types cannot be used.
    """
    model = models.current(stream)
    code = streams.code(model.stream_id) if streams.are_about(model) else None
    return ItemCatalogue(
        stream_id=model.stream_id,
        stream=model.name,
        package=code.package.name if code else "",
        items=tuple(_items(model, code)),
        needs=streams.packages.idle.get(model.stream_id, ""),
    )


def item_schema(stream: str, item: str, models: Models, streams: Streams) -> dict[str, Any]:
    """Return the JSON Schema of an information item.

    Raises:
        NoSuchNameError: There is no such stream, or it has no such item.
        UntypedItemError: The item has no type, or is a file.
        UnusableStreamError: The package that has its type cannot be used.
        UnusableWorkError: A function that may have its type cannot be used.
    """
    model = models.current(stream)
    name = item_of(model, item)
    kind = streams.type_in(model, name)
    if kind is None:
        raise UntypedItemError(name, because="no installed package has a type for it")
    if kind.is_file:
        raise UntypedItemError(name, because=f"its type {kind.name} is a file")
    from penstock.app.items.form import form_of  # pydantic is slow to import

    return form_of(kind).schema


def act_schema(stream: str, act: str, models: Models, streams: Streams) -> dict[str, Any]:
    """Return the JSON Schema of what an act of a stream is told.

    Raises:
        NoSuchNameError: There is no such stream, or it has no such act.
        UntoldActError: The act is told nothing.
        UnusableStreamError: The package that has it cannot be used.
    """
    model = models.current(stream)
    code = streams.code(model.stream_id) if streams.are_about(model) else None
    acts = {each.name: each for each in (code.acts if code else ())}
    name = chosen(act, sorted(acts), kind="act", of=model.stream_id)
    schema = said_schema(acts[name])
    if schema is None:
        raise UntoldActError(name)
    return schema


def _items(model: StreamModel, code: StreamCode | None) -> Iterator[ListedItem]:
    for name in dict.fromkeys(name for stage in model.stages for name in stage.names):
        yield ListedItem(
            name=name,
            type=code.type_of(name) if code else None,
            given_by=tuple(stage.id for stage in model.stages if name in stage.outputs),
            taken_by=tuple(stage.id for stage in model.stages if name in stage.inputs),
            paper_of=tuple(stage.id for stage in model.stages if name in stage.papers),
        )
