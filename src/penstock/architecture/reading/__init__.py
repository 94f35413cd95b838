"""From documents to the model: what kind of content is this, and what does it state?"""

from collections.abc import Mapping

from penstock.architecture.documents.control import Control, control_of
from penstock.architecture.documents.document import Document
from penstock.architecture.documents.folder import Folder
from penstock.architecture.model import Architecture
from penstock.architecture.reading.capabilities import read_capabilities
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.operating_model import read_operating_model
from penstock.architecture.reading.prose import read_dependencies, read_diagrams
from penstock.architecture.reading.resolving import resolve
from penstock.architecture.reading.streams import read_catalogue, read_context
from penstock.architecture.reading.tables import read_tables
from penstock.kernel.making import checked_dataclass


@checked_dataclass(frozen=True)
class Reading:
    """What was read from a folder, and what of it was understood.

    Args:
        folder: The documents themselves.
        architecture: The model they state.
        understood: Per document, the lines of table rows and fields that became part of the model.
        controls: Per document, what it says about itself.
    """

    folder: Folder
    architecture: Architecture
    understood: Mapping[str, frozenset[int]]
    controls: Mapping[str, Control]


def read(folder: Folder) -> Reading:
    """Make the model that a folder of documents states."""
    notes = Notebook()
    for document in folder.documents.values():
        _read_document(document, notes)
    resolve(notes)
    architecture = Architecture(
        elements=tuple(notes.elements),
        relations=tuple(notes.relations),
        mentions=tuple(notes.mentions),
        diagrams=tuple(notes.diagrams),
        raci_rows=tuple(notes.raci_rows),
        former_ids=tuple(notes.former_ids),
    )
    controls = {path: control_of(document) for path, document in folder.documents.items()}
    understood = {
        path: control.lines.union(notes.understood[path]) for path, control in controls.items()
    }
    return Reading(folder, architecture, understood, controls)


def _read_document(document: Document, notes: Notebook) -> None:
    streams = list(read_context(document, notes))
    if not streams:
        read_catalogue(document, notes)
    read_capabilities(document, notes)
    read_operating_model(document, notes)
    read_tables(document, notes, streams)
    read_dependencies(document, notes, streams)
    read_diagrams(document, notes, streams)


__all__ = ["Reading", "read"]
