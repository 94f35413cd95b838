import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.allocation.journal import (
    ExcessiveCreditError,
    JournalLine,
    RefusedBatchError,
    charged,
    credited,
    require_sound,
)

ENTITIES = {"SERVICES", "GAS", "AES"}


def _charge(cents: int = 1000, consumer: str = "GAS") -> tuple[JournalLine, ...]:
    return charged(
        "SERVICES", consumer, cents=cents, accounts=("457.2", "923"), reference="pool IT"
    )


def _reasons(lines: tuple[JournalLine, ...]) -> str:
    with pytest.raises(RefusedBatchError) as refused:
        require_sound(lines, entities=ENTITIES)
    return str(refused.value)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=6))
def test_f1_charges_are_balanced_and_mirrored(amounts: list[int]) -> None:
    lines = [line for cents in amounts for line in _charge(cents)]

    require_sound(lines, entities=ENTITIES)


@pytest.mark.parametrize("place", range(4))
def test_f1_a_batch_without_one_of_its_lines_is_refused(place: int) -> None:
    lines = _charge()

    assert "refused (F1)" in _reasons(lines[:place] + lines[place + 1 :])


def test_f1_a_receivable_without_its_mirror_is_named() -> None:
    receivable, income, expense, payable = _charge()

    said = _reasons((receivable, income, expense, payable._replace(account="232")))

    assert "account 146 of SERVICES has 10.00 with GAS, and no mirror in account 234" in said


def test_f1_a_mirror_of_another_entity_is_none() -> None:
    lines = (*_charge()[:2], *_charge(consumer="AES")[2:])

    assert "no mirror" in _reasons(lines)


def test_f1_two_charges_need_two_mirrors() -> None:
    assert "no mirror" in _reasons((*_charge(), *_charge()[:2]))


def test_f1_a_line_in_nobodys_books_is_refused() -> None:
    said = _reasons(_charge(consumer="SOLAR"))

    assert "“SOLAR” in pool IT, account 923, is no legal entity." in said


def test_f1_an_entity_does_not_charge_itself() -> None:
    assert "itself on the other side" in _reasons(_charge(consumer="SERVICES"))


@given(st.integers(0, 10**9), st.data())
def test_s8_a_credit_goes_to_who_was_charged_and_never_beyond(
    charge_cents: int, data: st.DataObject
) -> None:
    credit_cents = data.draw(st.integers(0, charge_cents))

    credit = credited(_charge(charge_cents), credit_cents=credit_cents)

    require_sound((*_charge(charge_cents), *credit), entities=ENTITIES)
    expense = [line for line in credit if line.account == "923"]
    assert [(line.entity, line.cents) for line in expense] == [("GAS", -credit_cents)]


@pytest.mark.parametrize("credit_cents", [1001, -1])
def test_s8_a_credit_of_more_than_the_charge_is_refused(credit_cents: int) -> None:
    with pytest.raises(ExcessiveCreditError, match=r"\(S8\)"):
        credited(_charge(1000), credit_cents=credit_cents)
