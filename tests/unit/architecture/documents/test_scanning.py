"""Headings, fields, lists, code and links are found, each with its place."""

from itertools import pairwise

import pytest

from penstock.architecture.documents import Document, Source, scan
from penstock.architecture.documents.blocks import Code, Field, Heading, Item, Paragraph


def document(text: str) -> Document:
    return scan(Source("a.md", text))


def fields(text: str) -> list[tuple[str, str]]:
    return [(field.name, field.value) for field in document(text).fields]


def points(text: str) -> list[tuple[str, int]]:
    return [(item.text, item.depth) for item in document(text).items]


def headings(text: str) -> list[str]:
    return [heading.text for heading in document(text).headings]


def test_a_heading_has_level_text_and_place() -> None:
    assert document("\n## 2. Stages ##\n").headings == (Heading(2, "2. Stages", 2, 4),)


def test_an_underlined_heading_is_one_over_all_its_lines() -> None:
    assert document("Value\nstreams\n=======\n").headings == (Heading(1, "Value streams", 1, 1),)


def test_a_heading_keeps_a_hash_that_belongs_to_its_name() -> None:
    assert headings("# Learning C#\n") == ["Learning C#"]


def test_a_heading_without_words_is_empty() -> None:
    assert headings("#\n\n## ##\n") == ["", ""]


def test_a_heading_keeps_its_links() -> None:
    assert headings("# See [the list](list.md)\n") == ["See [the list](list.md)"]


@pytest.mark.parametrize("line", ["**Scope:** all", "**Scope**: all", "**Scope:** all\\"])
def test_a_field_is_a_bold_name_with_a_colon(line: str) -> None:
    assert fields(line) == [("Scope", "all")]


def test_a_field_stands_where_its_value_begins() -> None:
    assert document("x\n**Scope:**  all\n").fields == (Field("Scope", "all", 2, 13),)


def test_fields_in_lines_below_each_other_stay_apart() -> None:
    assert fields("**A:** 1\n**B:** 2  \n**C:**\n") == [("A", "1"), ("B", "2"), ("C", "")]


def test_a_value_goes_on_in_the_next_line() -> None:
    assert fields("**Purpose:** to supply\nall customers\n**Owner:** nobody\n") == [
        ("Purpose", "to supply all customers"),
        ("Owner", "nobody"),
    ]


@pytest.mark.parametrize("line_break", ["  ", "\\"])
def test_a_line_break_ends_a_value(line_break: str) -> None:
    found = document(f"**Version:** 1{line_break}\nText of its own.\n").blocks

    assert found == (Field("Version", "1", 1, 14), Paragraph("Text of its own.", 2, 1))


def test_fields_above_a_rule_are_no_heading() -> None:
    assert document("**A:** 1\n**B:** 2\n---\n").blocks == (
        Field("A", "1", 1, 8),
        Field("B", "2", 2, 8),
    )


def test_text_between_two_rules_is_not_lost() -> None:
    assert fields("# Title\n\n---\n**A:** 1\n\n---\n") == [("A", "1")]


def test_front_matter_is_no_text() -> None:
    found = document("---\ntitle: Streams\n---\n# Heading\n")

    assert found.blocks == (Heading(1, "Heading", 4, 3),)


def test_front_matter_with_letters_of_several_bytes_moves_nothing() -> None:
    assert document("---\ntitle: Ströme\n---\n\nä [a](b.md)\n").links[0].column == 3


def test_a_file_that_begins_with_a_rule_has_no_front_matter() -> None:
    assert fields("---\n\n**A:** 1\n\n---\n") == [("A", "1")]


def test_list_items_have_a_depth() -> None:
    assert points("- a\n    - b\n- c\n") == [("a", 0), ("b", 1), ("c", 0)]


def test_an_item_stands_where_its_words_begin() -> None:
    assert document("-   Words\n").items == (Item("Words", 1, 5, 0),)


def test_an_item_goes_on_until_something_else_begins() -> None:
    assert points("- a\n  b\nc\n  - d\n") == [("a b c", 0), ("d", 1)]


def test_code_in_an_item_is_not_its_words() -> None:
    assert points("- a\n  ```\n  code\n  ```\n") == [("a", 0)]


def test_a_list_that_is_all_of_an_item_stands_for_it() -> None:
    assert points("- - a\n") == [("a", 1)]


def test_a_number_behind_a_bullet_belongs_to_the_words() -> None:
    assert points("- 10. Billing\n- 11. Metering\n") == [("10. Billing", 0), ("11. Metering", 0)]


def test_an_item_in_a_quote_has_no_bullet() -> None:
    assert document("> - a\n>   b\n").items == (Item("a b", 1, 5, 0),)


def test_a_numbered_item_has_no_number() -> None:
    assert points("1. a\n2) b\n") == [("a", 0), ("b", 0)]


def test_code_has_its_language_and_its_first_line() -> None:
    assert document("x\n\n```Mermaid theme\ngraph LR\n  A\n```\n").codes == (
        Code("mermaid", "graph LR\n  A", 4, 20),
    )


def test_code_without_an_end_goes_to_the_end() -> None:
    assert document("```\na\nb").codes[0].text == "a\nb"


def test_code_in_a_quote_keeps_its_columns() -> None:
    assert document("> ```mermaid\n> graph LR\n> ```\n").codes[0].text == "  graph LR"


def test_a_fence_in_a_longer_fence_is_text() -> None:
    assert document("````\n```\n````\n").codes[0].text == "```"


def test_a_link_keeps_the_place_of_its_target() -> None:
    text = "Ä [b](c.md#d) e"
    (link,) = document(text).links

    assert (link.text, text[link.start : link.end], link.column) == ("b", "c.md#d", 3)


def test_a_link_by_reference_has_no_place_for_its_target() -> None:
    (link,) = document("[a][1]\n\n[1]: b.md\n").links

    assert (link.target, link.start == link.end) == ("b.md", True)


def test_links_are_found_in_headings_cells_and_items() -> None:
    text = "# [a](1.md)\n\n- [b](2.md)\n\n| [c](3.md) | d |\n|---|---|\n"

    assert [link.target for link in document(text).links] == ["1.md", "2.md", "3.md"]


def test_a_comment_has_its_line() -> None:
    (comment,) = document("a\n\n<!-- first\nsecond -->\n").comments

    assert (comment.text, comment.line) == ("first\nsecond", 3)


def test_two_comments_in_a_line_are_two() -> None:
    assert [c.text for c in document("a <!--1--> b <!--2-->\n").comments] == ["1", "2"]


def test_names_in_html_are_targets_of_links() -> None:
    assert document('<a id="one"></a>\n\ntext <a name="two"></a>\n').targets == {"one", "two"}


def test_an_empty_document_has_no_blocks() -> None:
    assert document("").blocks == ()


def test_sections_know_the_headings_above_them() -> None:
    sections = document("# A\n## B\n### C\n## D\ntext\n").sections

    assert [[h.text for h in section.path] for section in sections] == [
        [],
        ["A"],
        ["A", "B"],
        ["A", "B", "C"],
        ["A", "D"],
    ]


def test_blocks_come_in_the_order_of_their_lines() -> None:
    text = "Text\n**A:** 1\n\n| a | b |\n|---|---|\n\n- c\n\n# D\n"
    blocks = document(text).blocks

    def line(block: object) -> int:
        header = getattr(block, "header", block)
        return int(header.line)  # type: ignore[attr-defined]

    assert all(line(one) <= line(other) for one, other in pairwise(blocks))
    assert len(blocks) == 5
