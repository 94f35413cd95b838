from penstock.architecture.checks.model.former_ids import FormerIdLeadsNowhere
from tests.rules import found, subject_of
from tests.unit.architecture.checks.model.texts import products

PRODUCTS = products("| NONREG-DG-001 | Home | x |", "| NONREG-DG-002 | Farm | x |")


def former(*rows: str) -> str:
    return "\n".join(("# Ids", "", "| Former ID | Present ID |", "| --- | --- |", *rows)) + "\n"


def test_a_former_id_that_leads_to_an_element_is_fine() -> None:
    assert found(FormerIdLeadsNowhere, PRODUCTS, former("| NONREG-OLD-008 | NONREG-DG-001 |")) == []


def test_a_former_id_that_leads_to_none_is_reported_where_it_stands() -> None:
    [finding] = found(FormerIdLeadsNowhere, PRODUCTS, former("| NONREG-OLD-008 | NONREG-OLD-009 |"))

    assert finding.place == ("b.md", 5, 3, 1)
    assert finding.message == (
        "The former ID NONREG-OLD-008 leads to NONREG-OLD-009, which is the ID of no element and "
        "leads to none. Correct the present ID."
    )


def test_two_ids_that_lead_to_each_other_lead_nowhere() -> None:
    rows = former("| NONREG-OLD-008 | NONREG-OLD-009 |", "| NONREG-OLD-009 | NONREG-OLD-008 |")

    assert len(found(FormerIdLeadsNowhere, PRODUCTS, rows)) == 2


def test_an_id_that_an_element_has_is_no_former_one() -> None:
    [finding] = found(FormerIdLeadsNowhere, PRODUCTS, former("| NONREG-DG-002 | NONREG-DG-001 |"))

    assert finding.message.startswith("NONREG-DG-002 is called a former ID, but an element has it.")


def test_of_two_rows_for_an_id_the_first_counts_and_the_second_is_reported() -> None:
    rows = former("| NONREG-OLD-008 | NONREG-DG-001 |", "| NONREG-OLD-008 | NONREG-DG-002 |")

    [finding] = found(FormerIdLeadsNowhere, PRODUCTS, rows)

    assert finding.message == (
        "The former ID NONREG-OLD-008 has a row already, line 5. Keep one of the two."
    )
    succeeded = subject_of(PRODUCTS, rows).architecture.succeeded
    assert succeeded["NONREG-OLD-008"].id == "NONREG-DG-001"


def test_an_id_that_changed_twice_leads_to_the_last() -> None:
    rows = former("| NONREG-OLD-008 | NONREG-OLD-009 |", "| NONREG-OLD-009 | NONREG-DG-001 |")

    succeeded = subject_of(PRODUCTS, rows).architecture.succeeded

    assert [succeeded[each].id for each in ("NONREG-OLD-008", "NONREG-OLD-009")] == [
        "NONREG-DG-001",
        "NONREG-DG-001",
    ]
