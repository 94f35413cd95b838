"""A credit is granted where its dated rule grants it, and nowhere else."""

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from penstock.engineering.finance import FinanceError
from penstock.engineering.finance.incentives import (
    Decision,
    Installation,
    Owner,
    decide,
    own_rules,
    read_rules,
)

HOME = ("the owner lives in the home", "the owner owes at least as much income tax")
COMPANY = (
    "the owner is no prohibited foreign entity",
    "the material assistance cost ratio meets its threshold",
)
RESERVED = "a PowerPair reservation is held for this array and battery"
ALL = frozenset((*HOME, *COMPANY))

RULE = """
[[rules]]
id = "x"
name = "X"
authority = "Somebody"
place = "US"
kind = "rebate"
owner = "customer"
citation = "A text"
ended = "It ended."
note = ""
known_until = 2025-09-30
grants = [{ most_cents = "100", rates = { solar = "0.5" } }]
"""


def granted(
    *,
    begins: str,
    ready: str,
    owner: Owner = Owner.CUSTOMER,
    place: str = "US-NC",
    declared: frozenset[str] = ALL,
) -> dict[str, Decision]:
    installation = Installation(
        place=place,
        owner=owner,
        construction_begins=date.fromisoformat(begins),
        placed_in_service=date.fromisoformat(ready),
        solar_cents=20_000_00,
        storage_cents=10_000_00,
        array_watts=Decimal(8000),
        storage_kwh=Decimal("13.5"),
        declared=declared,
    )
    return {each.rule.id: each for each in decide(installation, own_rules())}


def test_the_homeowners_credit_is_granted_on_its_last_day() -> None:
    found = granted(begins="2025-11-01", ready="2025-12-31")

    assert found["us-25d"].cents == 9_000_00


def test_the_homeowners_credit_is_gone_a_day_later() -> None:
    found = granted(begins="2025-11-01", ready="2026-01-01")["us-25d"]

    assert (found.cents, found.reason) == (
        0,
        "It ended for systems that are completed after 31 December 2025.",
    )


def test_before_2023_a_battery_gave_no_credit() -> None:
    assert granted(begins="2022-05-01", ready="2022-06-01")["us-25d"].cents == 6_000_00


@pytest.mark.parametrize(
    ("begins", "ready", "cents"),
    [
        ("2025-12-31", "2029-12-31", 9_000_00),
        ("2026-07-04", "2029-12-31", 9_000_00),
        ("2026-07-05", "2027-12-31", 9_000_00),
        ("2026-07-05", "2028-01-01", 3_000_00),
        ("2034-01-01", "2034-06-01", 0),
    ],
)
def test_the_companys_credit_goes_by_both_of_its_days(begins: str, ready: str, cents: int) -> None:
    found = granted(begins=begins, ready=ready, owner=Owner.THIRD_PARTY)

    assert found["us-48e"].cents == cents


def test_a_company_that_declares_nothing_gets_nothing_and_is_told_what_to_declare() -> None:
    found = granted(
        begins="2026-11-01", ready="2026-12-01", owner=Owner.THIRD_PARTY, declared=frozenset()
    )["us-48e"]

    assert (found.cents, found.needs) == (0, COMPANY)


def test_what_began_before_2026_needs_no_ratio_of_material_assistance() -> None:
    found = granted(
        begins="2025-12-31",
        ready="2026-03-01",
        owner=Owner.THIRD_PARTY,
        declared=frozenset(COMPANY[:1]),
    )["us-48e"]

    assert found.cents == 9_000_00


@pytest.mark.parametrize(("rule", "owner"), [("us-48e", "customer"), ("us-25d", "third party")])
def test_each_credit_has_its_own_owner(rule: str, owner: str) -> None:
    found = granted(begins="2025-03-01", ready="2025-06-01", owner=Owner(owner))

    assert found[rule].cents == 0


def test_a_rebate_lowers_what_a_credit_takes_its_share_of() -> None:
    found = granted(begins="2025-03-01", ready="2025-06-01", declared=ALL | {RESERVED})

    assert (found["us-nc-powerpair"].cents, found["us-25d"].cents) == (8_280_00, 6_516_00)


def test_a_rebate_by_size_is_capped() -> None:
    installation = Installation(
        place="US-NC",
        owner=Owner.CUSTOMER,
        construction_begins=date(2026, 11, 1),
        placed_in_service=date(2026, 12, 1),
        solar_cents=60_000_00,
        array_watts=Decimal(20_000),
        storage_kwh=Decimal(40),
        declared=frozenset([RESERVED]),
    )

    found = {each.rule.id: each.cents for each in decide(installation, own_rules())}

    assert found["us-nc-powerpair"] == 9_000_00


def test_no_incentive_is_more_than_what_was_paid() -> None:
    installation = Installation(
        place="US-NC",
        owner=Owner.CUSTOMER,
        construction_begins=date(2026, 11, 1),
        placed_in_service=date(2026, 12, 1),
        solar_cents=100_00,
        array_watts=Decimal(8_000),
        declared=frozenset([RESERVED]),
    )

    assert max(each.cents for each in decide(installation, own_rules())) == 100_00


def test_a_state_gives_only_in_its_own_place() -> None:
    home = granted(begins="2026-11-01", ready="2026-12-01", place="US-NY")

    assert set(home) == {"us-25d", "us-48e", "us-ny-606-g-1"}


def test_every_rule_that_ships_cites_a_text_and_its_day() -> None:
    assert all(rule.citation and rule.known_until for rule in own_rules())


def test_a_system_ready_before_it_is_begun_is_refused() -> None:
    with pytest.raises(FinanceError, match="before its construction begins on 2026-02-01"):
        granted(begins="2026-02-01", ready="2026-01-01")


def test_a_rule_that_says_what_it_must_is_read() -> None:
    (rule,) = read_rules(RULE.encode(), name="mine.toml")

    assert (rule.grants[0].most_cents, tomllib.loads(RULE)["rules"][0]["id"]) == (100, rule.id)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (("kind =", "kin ="), "says “kin”"),
        (('name = "X"', ""), "does not say “name”"),
        (('"rebate"', '"gift"'), "'gift'; expected one of rebate, tax credit"),
        (("2025-09-30", '"soon"'), "known_until is 'soon'"),
        (("2025-09-30", "2025-09-30T10:00:00"), "expected a day"),
        (('"0.5"', "0.5"), "0.5; expected a number of at least 0 in quotes"),
        (('"0.5"', '"-1"'), "'-1'; expected a number"),
        (("solar", "wind"), "'wind'; expected one of solar, storage"),
        (('{ most_cents = "100"', '{ placed_in_service = 3, most_cents = "100"'), "expected days"),
        (('{ most_cents = "100"', '{ needs = "x", most_cents = "100"'), "list of texts"),
        (("[{", "["), "is not TOML"),
        (("[[rules]]", "[[rule]]"), "has no"),
    ],
)
def test_a_rule_that_says_something_else_is_named(changed: tuple[str, str], words: str) -> None:
    with pytest.raises(FinanceError, match=words.replace("[[", r"\[\[")):
        read_rules(RULE.replace(*changed, 1).encode(), name="mine.toml")


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(FinanceError, match="two rules “x”"):
        read_rules((RULE + RULE).encode(), name="mine.toml")


@pytest.mark.parametrize("data", [b"\xff", b"a" * 1_000_001, b"[" * 100_000])
def test_a_file_that_is_no_rules_is_refused(data: bytes) -> None:
    with pytest.raises(FinanceError, match=r"mine\.toml"):
        read_rules(data, name="mine.toml")
