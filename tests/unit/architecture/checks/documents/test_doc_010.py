import pytest

from penstock.architecture.checks.documents.control import ControlMissing
from tests.rules import found

STAKEHOLDERS = "\n| Stakeholder | Description |\n| :-- | :-- |\n| Customer | Buys. |\n"
TITLE = "# People\n\n**Document Version:** 1.0\n**Date:** 2026-11-20\n"
CONTROL = (
    "\n## Document Control\n\n**Author:** Architects\n"
    "**Approval:** Chief\n**Next Review:** Annually\n"
)


def test_all_that_is_missing_is_told_at_once() -> None:
    [finding] = found(ControlMissing, f"# People\n{STAKEHOLDERS}")

    assert str(finding.place) == "a.md:1:1"
    assert finding.message.startswith(
        "This document gives no author, approval, date, version and next review."
    )


@pytest.mark.parametrize("value", ["", " TBD", " –", " To be defined."])
def test_a_field_that_says_nothing_is_missing(value: str) -> None:
    text = TITLE + STAKEHOLDERS + CONTROL.replace(" Chief", value)

    [finding] = found(ControlMissing, text)

    assert finding.place.line == text.splitlines().index("## Document Control") + 1
    assert "gives no approval." in finding.message


def test_a_document_that_says_it_all_is_fine() -> None:
    assert found(ControlMissing, TITLE + STAKEHOLDERS + CONTROL) == []


def test_other_names_of_the_fields_are_known() -> None:
    text = TITLE + STAKEHOLDERS + CONTROL.replace("Approval", "Approved by")

    assert found(ControlMissing, text) == []


def test_a_document_that_states_nothing_needs_no_control() -> None:
    assert found(ControlMissing, "# Contents\n\n[People](b.md)\n") == []
