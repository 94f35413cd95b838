"""The items of leads, designs and proposals."""

from dataclasses import replace
from typing import Any

import pytest

from penstock.app.items.form import form_of
from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.delivery.items import item_type
from penstock.streams.ncv_03_solar_storage.items import DesignVariants, ProposalDocument
from tests.solar_sales import (
    bill_of_materials,
    customer_proposal,
    financial_projections,
    inquiry,
    system_design,
)

VALUES = [
    inquiry(),
    system_design(),
    DesignVariants(variants=(system_design(),), chosen="first"),
    bill_of_materials(),
    financial_projections(),
    customer_proposal(),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_written_is_read_as_the_same(value: object) -> None:
    kind = item_type(type(value))
    assert kind is not None
    form = form_of(kind)

    assert form.read(form.write(value, item=kind.name), item=kind.name) == value


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"email": ""}, "neither email nor phone"),
        ({"email": "ada"}, "email is no address"),
        ({"product": "NONREG-DG-003"}, "product is neither NONREG-DG-001"),
        ({"site_zone": "Greensboro"}, "site_zone is no time zone"),
    ],
)
def test_an_inquiry_that_nobody_could_answer_says_why(other: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        inquiry(**other)


def test_all_that_is_wrong_with_an_inquiry_is_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"email.*product.*site_zone"):
        inquiry(email="ada", product="X", site_zone="Y")


def test_a_chosen_variant_is_one_of_them() -> None:
    with pytest.raises(ValueError, match="none of the variants"):
        DesignVariants(variants=(system_design(),), chosen="second")


def test_a_part_stands_once_in_a_bill_of_materials() -> None:
    parts = bill_of_materials()
    with pytest.raises(ValueError, match="part number stands twice"):
        replace(parts, lines=(*parts.lines, parts.lines[0]))


def test_the_same_design_has_the_same_hash_and_another_another() -> None:
    hashes = RecordedFingerprints()

    assert hashes.sha256(system_design()) == hashes.sha256(system_design())
    assert hashes.sha256(system_design()) != hashes.sha256(system_design(version=2))


def test_a_file_has_the_hash_of_its_content() -> None:
    found = RecordedFingerprints().sha256(ProposalDocument(content=b"abc"))

    assert found.startswith("ba7816bf")


def test_what_is_no_item_has_no_hash() -> None:
    with pytest.raises(ValueError, match="int is no information item"):
        RecordedFingerprints().sha256(3)
