from dataclasses import dataclass

import pytest

from penstock.delivery.items import (
    Sensitivity,
    UnfitItemClassError,
    information_item,
    item_type,
)
from penstock.kernel.sides import Side
from penstock.kernel.terms import key_of

mark = information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)
mark_file = information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)


@mark
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEnergyBills:
    energy_kwh: int


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("Customer energy bills", "CustomerEnergyBills"),
        ("Permission to operate (PTO)", "PermissionToOperatePto"),
        ("Materials & equipment", "MaterialsEquipment"),
        ("C&I account data", "CIAccountData"),
        ("Installed DG/storage system", "InstalledDGStorageSystem"),
    ],
)
def test_a_term_and_the_name_of_its_class_are_recognised(term: str, name: str) -> None:
    assert key_of(term) == key_of(name)


def test_a_class_says_its_side_and_sensitivity() -> None:
    kind = item_type(CustomerEnergyBills)

    assert kind is not None
    assert (kind.of, kind.side) == (CustomerEnergyBills, Side.REGULATED)
    assert (kind.sensitivity, kind.key) == (Sensitivity.PERSONAL, "customerenergybills")


def test_a_term_that_is_no_name_can_be_given() -> None:
    @information_item(
        side=Side.ENTERPRISE, sensitivity=Sensitivity.INTERNAL, is_file=True, term="911 calls"
    )
    @dataclass(frozen=True)
    class EmergencyCalls:
        content: bytes

    kind = item_type(EmergencyCalls)
    assert kind is not None
    assert kind.key == key_of("911 calls")


def test_a_class_answers_to_what_older_documents_call_it() -> None:
    @information_item(
        side=Side.ENTERPRISE, sensitivity=Sensitivity.INTERNAL, also=("Installed system",)
    )
    @dataclass(frozen=True)
    class InstalledDgStorageSystem:
        serial: str

    kind = item_type(InstalledDgStorageSystem)
    assert kind is not None
    assert kind.keys == ("installeddgstoragesystem", "installedsystem")


def test_what_inherits_from_an_item_is_none_by_that() -> None:
    class Corrected(CustomerEnergyBills):
        pass

    assert item_type(Corrected) is None


def test_a_class_that_can_be_changed_is_no_item() -> None:
    @dataclass
    class Bill:
        energy_kwh: int

    with pytest.raises(UnfitItemClassError, match=r"Bill cannot be .*: it is no frozen dataclass"):
        mark(Bill)


def test_a_file_has_its_content_and_nothing_else() -> None:
    with pytest.raises(UnfitItemClassError, match="a file has one field"):
        mark_file(CustomerEnergyBills)
