import codecs
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.checks.documents.links import AbsentTarget
from penstock.architecture.checks.fixing import edited, mended
from penstock.architecture.checks.rule import Subject
from penstock.architecture.documents import Folder, Source, scan
from penstock.architecture.reading import read
from penstock.kernel.findings import Edit, Finding, Fix, Severity
from penstock.kernel.places import Place
from tests.rules import AS_OF

TEXTS = st.text(alphabet="ab[](./)\r\n|*-#é😀 md", max_size=40)


def _folder(text: str, encoding: str = "utf-8", mark: bytes = b"") -> Folder:
    document = scan(Source("a.md", text, encoding, mark))
    return Folder({"a.md": document}, (), frozenset({"a.md", "sub/b.md"}))


def _finding(*edits: tuple[int, int, str], document: str = "a.md") -> Finding:
    fix = Fix(title="Mend", edits=tuple(Edit(document, *edit) for edit in edits))
    place = Place(document, 1)
    return Finding(rule="X", severity=Severity.ERROR, place=place, message="x", fix=fix)


def _text(folder: Folder) -> str:
    return folder.documents["a.md"].source.text


def test_edits_are_made_in_their_places() -> None:
    folder, made = mended(_folder("abcdef"), [_finding((4, 5, "E")), _finding((0, 1, ""))])

    assert _text(folder) == "bcdEf"
    assert len(made) == 2


@pytest.mark.parametrize(
    "second", [(1, 4, "x"), (2, 2, "x"), (0, 6, "x"), (1, 2, "z"), (1, 1, "insert")]
)
def test_of_fixes_that_meet_the_first_is_made(second: tuple[int, int, str]) -> None:
    first = _finding((1, 3, "BC"))

    folder, made = mended(_folder("abcdef"), [first, _finding(second)])

    assert _text(folder) == "aBCdef"
    assert made == (first,)


def test_neighbours_do_not_meet() -> None:
    folder, _ = mended(_folder("abc"), [_finding((0, 1, "A")), _finding((1, 2, "B"))])

    assert _text(folder) == "ABc"


def test_the_edits_of_a_fix_are_made_together_or_not_at_all() -> None:
    both = _finding((0, 1, "A"), (2, 3, "C"))

    folder, made = mended(_folder("abc"), [_finding((2, 3, "x")), both])

    assert _text(folder) == "abx"
    assert both not in made


@pytest.mark.parametrize(
    "finding",
    [
        _finding((0, 1, "a")),
        _finding((3, 9, "x")),
        _finding((0, 1, "x"), document="other.md"),
        _finding(),
    ],
)
def test_fixes_that_change_nothing_or_lie_outside_are_not_made(finding: Finding) -> None:
    folder, made = mended(_folder("abc"), [finding])

    assert made == ()
    assert _text(folder) == "abc"


def test_a_letter_that_the_encoding_lacks_is_not_written() -> None:
    _, made = mended(_folder("abc", "cp1252"), [_finding((0, 1, "→"))])

    assert made == ()


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXTS), max_size=6))
def test_characters_outside_the_edits_stay_as_they_are(
    text: str, wishes: list[tuple[int, int, str]]
) -> None:
    findings = [_finding((min(a, b), max(a, b), new)) for a, b, new in wishes]

    folder, made = mended(_folder(text), findings)

    edits = sorted(edit for each in made if each.fix for edit in each.fix.edits)
    assert _text(folder) == edited(text, edits)
    kept = [text[a.end : b.start] for a, b in pairwise(edits)]
    assert all(part in _text(folder) for part in kept)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
)
@given(before=st.text("aé \r\n#|", max_size=20), after=st.text("aé \r\n#|", max_size=20))
def test_a_repair_changes_no_byte_outside_the_link(
    encoding: str, mark: bytes, before: str, after: str
) -> None:
    data = mark + f"é {before}\n\n[b](b.md)\n\n{after}".encode(encoding)
    source = Source.decode(data, path="a.md")
    folder = Folder({"a.md": scan(source)}, (), frozenset({"a.md", "sub/b.md"}))

    folder, _ = mended(folder, _links(folder))

    written = folder.documents["a.md"].source
    expected = data.replace("](b.md)".encode(encoding), "](sub/b.md)".encode(encoding))
    assert written.encode(written.text) == expected
    assert _links(folder) == []


@given(st.lists(st.sampled_from(["[b](b.md)", "[b](./b.md)", "[b](x/b.md#p)", "text", "\r\n"])))
def test_a_second_repair_finds_nothing_left(parts: list[str]) -> None:
    folder, _ = mended(_folder(" ".join(parts)), _links(_folder(" ".join(parts))))

    again, made = mended(folder, _links(folder))

    assert made == ()
    assert _text(again) == _text(folder)


def _links(folder: Folder) -> list[Finding]:
    return list(AbsentTarget().check(Subject(reading=read(folder), as_of=AS_OF)))


def test_files_come_back_byte_for_byte(shared_folder: Path) -> None:
    folder = Folder.read(shared_folder / "documents")

    changed = [
        path
        for path, document in folder.documents.items()
        if document.source.encode(document.source.text)
        != (shared_folder / "documents" / path).read_bytes()
    ]

    assert changed == []
