"""Repairing documents: the edits of findings, made in the texts."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from penstock.architecture.documents.document import Document
from penstock.architecture.documents.folder import Folder
from penstock.architecture.documents.scanning import scan
from penstock.architecture.documents.source import Source
from penstock.kernel.findings import Edit, Finding, Fix


def mended(folder: Folder, findings: Iterable[Finding]) -> tuple[Folder, tuple[Finding, ...]]:
    """Return the folder with its documents repaired, and the findings whose fix was made.

    A fix that touches the same characters as an earlier one is left out, to be found again.
    """
    edits = _Edits(folder.documents)
    made = tuple(each for each in findings if each.fix is not None and edits.take(each.fix))
    changed = {
        path: scan(replace(source, text=edited(source.text, several)))
        for path, several in edits.by_document.items()
        for source in [folder.documents[path].source]
        if several
    }
    return replace(folder, documents=folder.documents | changed), made


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, none of which overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += (text[position : edit.start], edit.replacement)
        position = edit.end
    return "".join((*parts, text[position:]))


class _Edits:
    """The edits to be made, in order and without overlap."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self.by_document: defaultdict[str, list[Edit]] = defaultdict(list)

    def take(self, fix: Fix) -> bool:
        """Take all edits of a fix, or none; tell which."""
        taken: list[Edit] = []
        for edit in fix.edits:
            if not self._is_possible(edit):
                for back in taken:
                    self.by_document[back.document].remove(back)
                return False
            insort(self.by_document[edit.document], edit)
            taken.append(edit)
        return bool(taken)

    def _is_possible(self, edit: Edit) -> bool:
        """Tell whether an edit changes what stands there and meets no other."""
        document = self._documents.get(edit.document)
        if document is None or not _changes(edit, document.source):
            return False
        others = self.by_document[edit.document]
        index = bisect_left(others, edit)
        before, behind = others[max(index - 1, 0) : index], others[index : index + 1]
        return not any(_meet(edit, other) for other in (*before, *behind))


def _changes(edit: Edit, source: Source) -> bool:
    """Tell whether an edit lies within a text, alters it, and can be written in its encoding."""
    if not 0 <= edit.start <= edit.end <= len(source.text):
        return False
    try:
        edit.replacement.encode(source.encoding)
    except UnicodeEncodeError:
        return False
    return source.text[edit.start : edit.end] != edit.replacement


def _meet(one: Edit, other: Edit) -> bool:
    """Tell whether two edits touch the same characters, or begin at the same one."""
    overlap = one.start < other.end and other.start < one.end
    return overlap or one.start == other.start
