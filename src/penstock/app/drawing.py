"""Pictures by the words a person types, with links to where the documents state what is drawn."""

import os
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from penstock.app.finding_elements import UnknownElementError, find_kind
from penstock.architecture.drawing import (
    Link,
    Options,
    capability_heat_map,
    cross_map_matrix,
    enterprise_map,
    operating_model,
    value_stream_map,
)
from penstock.architecture.drawing.flowcharts import (
    capabilities_flowchart,
    enterprise_flowchart,
    matrix_flowchart,
    operating_model_flowchart,
    stream_flowchart,
)
from penstock.architecture.mermaid import Flowchart, write
from penstock.architecture.model import Architecture, Kind, Ref, Stage, ValueStream


class Picture(StrEnum):
    """What can be drawn."""

    STREAM = "stream"
    ENTERPRISE = "enterprise"
    CAPABILITIES = "capabilities"
    MATRIX = "matrix"
    OPERATING_MODEL = "operating-model"


class WrongNamesError(Exception):
    """A picture was asked for with too few or too many names."""

    def __init__(self, picture: Picture, *, expected: str) -> None:
        self.picture = picture
        super().__init__(f"'{picture}' {expected}")


def draw(
    architecture: Architecture,
    picture: Picture,
    names: Sequence[str],
    options: Options,
    link: Link,
) -> str:
    """Return a picture as SVG.

    Raises:
        WrongNamesError: The picture needs other names.
        UnknownElementError: The documents describe no such value stream.
        UnknownKindError: A matrix was asked for of something that is no kind of element.
    """
    _check_names(picture, names)
    return _DRAWN[picture](architecture, names, options, link)


def draw_as_mermaid(
    architecture: Architecture, picture: Picture, names: Sequence[str], options: Options
) -> str:
    """Return a picture as the text of a Mermaid flowchart.

    Raises:
        WrongNamesError: The picture needs other names.
        UnknownElementError: The documents describe no such value stream.
        UnknownKindError: A matrix was asked for of something that is no kind of element.
        UnwritableError: The picture holds more than Mermaid takes.
    """
    _check_names(picture, names)
    return write(_CHARTED[picture](architecture, names, options))


def _check_names(picture: Picture, names: Sequence[str]) -> None:
    expected, count = _NAMES.get(picture, ("stands alone, without a name.", 0))
    if len(names) != count:
        raise WrongNamesError(picture, expected=expected)


_NAMES: Mapping[Picture, tuple[str, int]] = {
    Picture.STREAM: ("needs the ID of one value stream, such as NCV-03.", 1),
    Picture.MATRIX: ("needs two kinds, such as product value-stream.", 2),
}


def _stream(architecture: Architecture, names: Sequence[str], options: Options, link: Link) -> str:
    return value_stream_map(architecture, find_stream(architecture, names[0]), options, link)


def _matrix(architecture: Architecture, names: Sequence[str], options: Options, link: Link) -> str:
    rows, columns = map(find_kind, names)
    return cross_map_matrix(architecture, rows, columns, options, link)


_Draw = Callable[[Architecture, Sequence[str], Options, Link], str]
_DRAWN: Mapping[Picture, _Draw] = {
    Picture.STREAM: _stream,
    Picture.ENTERPRISE: lambda model, _, options, link: enterprise_map(model, options, link),
    Picture.CAPABILITIES: lambda model, _, options, link: capability_heat_map(model, options, link),
    Picture.MATRIX: _matrix,
    Picture.OPERATING_MODEL: lambda model, _, options, link: operating_model(model, options, link),
}


def _stream_chart(architecture: Architecture, names: Sequence[str], _: Options) -> Flowchart:
    return stream_flowchart(architecture, find_stream(architecture, names[0]))


def _matrix_chart(architecture: Architecture, names: Sequence[str], options: Options) -> Flowchart:
    rows, columns = map(find_kind, names)
    return matrix_flowchart(architecture, rows, columns, level=options.level)


_CHARTED: Mapping[Picture, Callable[[Architecture, Sequence[str], Options], Flowchart]] = {
    Picture.STREAM: _stream_chart,
    Picture.ENTERPRISE: lambda model, *_: enterprise_flowchart(model),
    Picture.CAPABILITIES: lambda model, *_: capabilities_flowchart(model),
    Picture.MATRIX: _matrix_chart,
    Picture.OPERATING_MODEL: lambda model, *_: operating_model_flowchart(model),
}


def find_stream(architecture: Architecture, words: str) -> str:
    """Return the id of the value stream that an id or name means, or of the stream of a stage.

    Raises:
        UnknownElementError: No value stream is called so.
    """
    for ref in architecture.find(words):
        element = architecture.merged(ref)
        if isinstance(element, ValueStream):
            return element.id
        if isinstance(element, Stage):
            return element.stream_id
    streams = [Ref(Kind.VALUE_STREAM, id_) for id_ in architecture.all(ValueStream)]
    keys = {ref.id.casefold(): ref for ref in streams}
    keys |= {architecture.label(ref).partition(" ")[2].casefold(): ref for ref in streams}
    near = get_close_matches(words.strip().casefold(), keys, n=3, cutoff=0.6)
    raise UnknownElementError(words, near=tuple(architecture.label(keys[key]) for key in near))


def links_to_documents(architecture: Architecture, folder: Path, *, seen_from: Path) -> Link:
    """Return what gives each element the address of its first statement, as seen from a folder."""
    base = folder if folder.is_dir() else folder.parent
    way = Path(os.path.relpath(base, seen_from)).as_posix()

    def link(ref: Ref) -> str | None:
        element = architecture.merged(ref)
        if element is None:
            return None
        return f"{quote(f'{way}/{element.place.document}')}#L{element.place.line}"

    return link
