"""What a document says about itself is found at its top and under its last heading."""

from penstock.architecture.documents import Source, scan
from penstock.architecture.documents.control import Control, control_of


def control(text: str) -> Control:
    return control_of(scan(Source("a.md", text)))


def test_fields_below_the_title_belong_to_the_document() -> None:
    found = control("# Streams\n\n**Version:** 1.0\n**Date:** 2026-01-01\n")

    assert {name: field.value for name, field in found.properties.items()} == {
        "version": "1.0",
        "date": "2026-01-01",
    }
    assert found.lines == {3, 4}


def test_fields_under_document_control_belong_to_the_document() -> None:
    text = "# A\n## B\n## C\n**Owner:** no\n## D\n### Document Control\n\n**Author:** yes\n"

    assert list(control(text).properties) == ["author"]


def test_a_version_history_is_a_list() -> None:
    text = "# A\n\n**Version History:**\n\n-   v1.0: first\n-   v1.1: second\n"

    assert [item.text for item in control(text).history] == ["v1.0: first", "v1.1: second"]


def test_of_two_fields_with_one_name_the_first_counts() -> None:
    assert control("**Date:** 1\n**Date:** 2\n").properties["date"].value == "1"
