"""Whatever stands in a file, it is parsed without an error and every place lies inside it."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Document, Folder, Source, scan
from penstock.architecture.documents.blocks import Code, Table

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "## ",
                "> ",
                "- ",
                "* ",
                "1. ",
                "    ",
                "```",
                "~~~",
                "```mermaid",
                "---",
                "===",
            ),
            *(
                "===",
                "|",
                "|---|",
                "| a | b |",
                "\\|",
                "**",
                "**A:** ",
                "**B**: ",
                "*",
                "_",
                "`",
                "<br>",
            ),
            *("[a](b)", "[", "](", ")", "![", "<!--", "-->", '<a id="x">', "<", ">", "&amp;"),
            *("\n", "\r\n", "\r", "\n\n", "\t", " ", "\\", "\0", "\ufeff", "\u2028", "é", "€", "𝄞"),
            *("NCV-01", "NCV-01.2", "2.1 Name", "words"),
        ]
    )
).map("".join)


def positions(document: Document) -> Iterator[tuple[int, int]]:
    """Yield line and column of all that was found."""
    for block in (*document.blocks, *document.links):
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from ((row.line, column) for column in row.columns)
        else:
            yield block.line, 1 if isinstance(block, Code) else block.column


def assert_places_lie_inside(document: Document) -> None:
    lines = document.source.lines
    for line, column in positions(document):
        # An empty block of code may end with the document, before its first line.
        assert 1 <= line <= len(lines) + 1
        assert 1 <= column <= len(lines[min(line, len(lines)) - 1]) + 1


@given(st.text())
def test_any_text_is_a_document(text: str) -> None:
    assert_places_lie_inside(scan(Source("a.md", text)))


@given(MARKDOWN)
def test_any_scraps_of_markdown_are_a_document(text: str) -> None:
    assert_places_lie_inside(scan(Source("a.md", text)))


@given(st.binary())
def test_any_bytes_are_read_or_named_and_never_hide_another_document(data: bytes) -> None:
    folder = Folder.from_bytes({"a.md": data, "b.md": b"# Title\n"})

    assert [heading.text for heading in folder.documents["b.md"].headings] == ["Title"]
    assert ("a.md" in folder.documents) != ("a.md" in [unread.path for unread in folder.unread])


@given(MARKDOWN)
def test_a_table_is_found_after_any_scraps_that_are_closed(text: str) -> None:
    closed = text.replace("`", "").replace("~", "").replace("<", "").replace("---", "")

    document = scan(Source("a.md", f"{closed}\n\n# Title\n\n| Stage ID |\n|---|\n| NCV-01.1 |\n"))

    assert document.tables[-1].rows[0].cells == ("NCV-01.1",)
