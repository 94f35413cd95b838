"""Bytes become text and back, in every encoding that people's editors write."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Source
from penstock.architecture.documents.source import UnreadableError

WORDS = "# Übersicht – 50 €\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        codecs.BOM_UTF8 + WORDS.encode("utf-8"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"),
        WORDS.encode("cp1252"),
    ],
)
def test_the_same_words_are_read_from_every_encoding(data: bytes) -> None:
    assert Source.decode(data, path="a.md").text == WORDS


def test_bytes_that_windows_leaves_undefined_are_still_text() -> None:
    assert Source.decode(b"caf\xe9 \x81\n", path="a.md").text == "café \x81\n"


def test_a_file_with_nul_bytes_is_no_text() -> None:
    with pytest.raises(UnreadableError, match=r"^a\.md holds NUL bytes and is a binary file\."):
        Source.decode(b"\x89PNG\0\0", path="a.md")


def test_a_file_that_breaks_its_own_promise_is_told_with_the_byte() -> None:
    with pytest.raises(UnreadableError, match=r"claims to be UTF-8 but breaks off at byte 1\."):
        Source.decode(codecs.BOM_UTF8 + b"a\xff", path="a.md")


@given(st.binary())
def test_encoding_the_text_gives_back_the_bytes(data: bytes) -> None:
    try:
        source = Source.decode(data, path="a.md")
    except UnreadableError:
        return

    assert source.encode(source.text) == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_every_system(end: str) -> None:
    source = Source("a.md", f"one{end}{end}three")

    assert source.lines == ["one", "", "three"]


@given(st.text("ab\r\n"))
def test_each_line_begins_where_it_is_said_to(text: str) -> None:
    source = Source("a.md", text)

    assert len(source.starts) == len(source.lines)
    assert all(
        text.startswith(line, start)
        for line, start in zip(source.lines, source.starts, strict=True)
    )


@given(st.text("ab\r\n"), st.data())
def test_a_position_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))

    assert source.offset(*source.position(offset)) == offset
