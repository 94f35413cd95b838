"""Dependencies between streams in prose, and diagrams under headings."""

import re
from collections.abc import Iterator
from operator import itemgetter

from penstock.architecture.documents.blocks import Code, Field, Item, Paragraph
from penstock.architecture.documents.document import Document, Section
from penstock.architecture.model import (
    Diagram,
    Kind,
    Ref,
    RelationKind,
    Stated,
    new_ref,
    new_stated,
)
from penstock.architecture.reading.notebook import Notebook, Stream, Streams, stream_at
from penstock.architecture.reading.words import STREAM_ID, identified, numbered, plain, spelled_out
from penstock.kernel.places import Place, new_place

_DEPENDENCIES = re.compile(r"\bdependenc", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_ID = re.compile(rf"(?<![\w-]){STREAM_ID}(?![\w-]|\.\d)")
# Verbs that say which of the two streams needs the other; the first of them in a sentence counts.
_DIRECTION = re.compile(
    r"(?P<serves>prerequisite for|feeds? into|precursor to|(?:critical|crucial) (?:for|to)\b|"
    r"\b(?:supplies|supports|impacts?|provides|influences|serves|enables|hands|delivers)\b|"
    r"\bsupply resource for\b|\bleveraged by\b)|"
    r"(?P<needs>\bdepend(?:s|ent)? (?:heavily )?on\b|\brelies\b|\breceives\b|\bleverages\b|"
    r"\b(?:supported|enabled|enhanced|influenced|driven|governed|managed) by\b|\bcontingent on\b|"
    r"\bneeds\b|\bdependency on\b)",
    re.IGNORECASE,
)


def read_dependencies(document: Document, notes: Notebook, streams: Streams) -> None:
    """Read the streams that sections about dependencies name."""
    for section in document.under(_DEPENDENCIES):
        for block in section.blocks:
            if not isinstance(block, Item | Paragraph):
                continue
            stream = stream_at(block.line, streams)
            if stream is not None:
                place = document.place(block.line, block.column)
                _sentence(block.text, place, notes, stream)


def dependencies_in(sentence: str, own: Ref) -> Iterator[tuple[Ref, Ref]]:
    """Yield which stream depends on which, as a sentence about one of them tells."""
    verb = _DIRECTION.search(sentence)
    served_after = verb.end() if verb is not None and verb["serves"] else len(sentence)
    found = reversed([*_ID.finditer(spelled_out(sentence))])
    first = {match[0]: match.start() for match in found}
    for identifier, position in sorted(first.items(), key=itemgetter(1)):
        other = new_ref((Kind.VALUE_STREAM, identifier))
        if other != own:
            yield (other, own) if position >= served_after else (own, other)


def _sentence(text: str, place: Place, notes: Notebook, stream: Stream) -> None:
    own = new_ref((Kind.VALUE_STREAM, stream.id))
    whole = plain(text)
    for ends in dependencies_in(whole, own):
        notes.relate(RelationKind.DEPENDS_ON, *ends, place, whole)
    for match in _BOLD.finditer(text):
        at = new_place((place.document, place.line, place.column + match.start(1), place.cell))
        _bold(new_stated((plain(match[1]), at)), notes, own)


def _bold(words: Stated, notes: Notebook, own: Ref) -> None:
    found = identified(words.text)
    if found and spelled_out(words.text) == words.text:
        notes.mention(found[0], found[1], words.place)
    elif not found and numbered(words.text):
        notes.refer(RelationKind.TAKES_PART, target=own, words=words, among=(Kind.CAPABILITY,))


def read_diagrams(document: Document, notes: Notebook, streams: Streams) -> None:
    """Read Mermaid diagrams, each with the stream that the heading above it names."""
    if all(code.language != "mermaid" for code in document.codes):
        return
    for section in document.sections:
        codes = [block for block in section.blocks if isinstance(block, Code)]
        diagrams = [code for code in codes if code.language == "mermaid"]
        if not diagrams:
            continue
        titles = (heading.text for heading in reversed(section.path))
        named = next((match[0] for title in titles if (match := _ID.search(title))), "")
        about = _about(section, document, notes)
        for code in diagrams:
            stream = stream_at(code.line, streams)
            owner = named or (stream.id if stream else "")
            place = document.place(code.line)
            notes.diagrams.append(Diagram(text=code.text, place=place, stream_id=owner, **about))


def _about(section: Section, document: Document, notes: Notebook) -> dict[str, Stated]:
    """Return what the fields around a diagram say of it."""
    found: dict[str, Stated] = {}
    for block in section.blocks:
        name = block.name.casefold() if isinstance(block, Field) else ""
        if isinstance(block, Field) and name in {"purpose", "concerns", "diagram"}:
            notes.understood[document.path].add(block.line)
            if block.value and name != "diagram":
                place = document.place(block.line, block.column)
                found[name] = Stated(plain(block.value), place)
    return found
