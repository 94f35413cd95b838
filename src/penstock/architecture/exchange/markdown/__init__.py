"""The model as Markdown documents in the forms that the reader recognises."""

import re
from collections import Counter

from penstock.architecture.documents import Folder
from penstock.architecture.exchange.markdown.catalogues import (
    write_operating_model,
    write_products,
    write_streams,
)
from penstock.architecture.exchange.markdown.maps import (
    write_dependencies,
    write_maps,
    write_names,
)
from penstock.architecture.exchange.markdown.pages import Page
from penstock.architecture.exchange.markdown.registers import write_registers
from penstock.architecture.exchange.markdown.stage_models import (
    write_diagrams,
    write_responsibilities,
    write_stage_models,
)
from penstock.architecture.model import Architecture, Mention, Relation
from penstock.architecture.reading import read
from penstock.kernel.places import Place

_NOWHERE = Place("", 1)


def to_markdown(architecture: Architecture) -> dict[str, str]:
    """Return documents by path that state the model anew, one form for each kind of content.

    Read again, they give the same statements, relations, diagrams and names, at other places, if
    the model was read from documents. What no form can carry is lost: line breaks and white space
    around words; a level, parent or position against what id and order tell; a side that is none
    where the id tells one; a name that ends in "- Stages"; relations that no table, field or
    sentence could have stated. Roles of a responsibility row stand by letter, not by column.
    """
    models = write_stage_models(architecture)
    pages = {
        **dict(write_registers(architecture)),
        **dict(write_streams(architecture)),
        **dict(write_products(architecture)),
        **dict(write_operating_model(architecture)),
        **dict(write_diagrams(architecture)),
        **dict(write_responsibilities(architecture, models)),
    }
    for stream, documents in models.items():
        pages |= {_path(stream, number): page for number, page in enumerate(documents, 1)}
    # What these documents state already must not be stated twice.
    left = _relations(architecture) - _relations(_read(pages))
    write_dependencies([*left.elements()], models)
    pages |= write_maps([*left.elements()])
    pages |= write_names([*(_names(architecture) - _names(_read(pages))).elements()])
    return {path: str(page) for path, page in sorted(pages.items())}


def _path(stream: str, number: int) -> str:
    name = re.sub(r"[^a-z0-9-]+", "-", stream.lower())
    return f"stages/{name}.md" if number == 1 else f"stages/{name}_{number}.md"


def _read(pages: dict[str, Page]) -> Architecture:
    return read(Folder.from_texts({path: str(page) for path, page in pages.items()})).architecture


def _relations(architecture: Architecture) -> Counter[Relation]:
    return Counter(each._replace(place=_NOWHERE) for each in architecture.relations)


def _names(architecture: Architecture) -> Counter[Mention]:
    return Counter(each._replace(place=_NOWHERE) for each in architecture.mentions)
