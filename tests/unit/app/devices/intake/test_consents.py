"""What is kept of a home, as far as the consents of its customer cover it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from penstock.governance.consent.consent import ConsentStatus
from tests.device_intake import Hearing, consent
from tests.smart_devices import MINUTE, NOON


def test_a_consent_that_is_taken_back_while_a_device_speaks_ends_what_is_kept(
    home: Hearing,
) -> None:
    home.says(seq=1, temperature=20)
    home.sort()
    given = consent("analytics")
    home.store.consents.keep(
        replace(given, version=2, status=ConsentStatus.REVOKED, revoked_at=NOON + MINUTE)
    )

    home.line.now = NOON + 2 * MINUTE
    home.says(seq=2, temperature=22)
    home.sort()

    assert [row["value"] for row in home.rows()] == [20.0]
    assert home.live().number("temperature") == 22.0
    assert home.listener.tally["live_only"] == 1


def test_without_consent_to_function_only_the_health_of_a_device_is_shown(tmp_path: Path) -> None:
    home = Hearing(tmp_path)

    home.says(seq=1, temperature=20, battery=80)
    home.sort()

    assert [each.quantity for each in home.live().values] == ["battery"]
    assert home.rows() == []


def test_what_a_device_said_is_gone_with_its_next_word_once_the_consent_is_over(
    home: Hearing,
) -> None:
    home.says(seq=1, temperature=20, battery=80)
    home.sort()
    given = consent("functionality")
    home.store.consents.keep(
        replace(given, version=2, status=ConsentStatus.REVOKED, revoked_at=NOON + MINUTE)
    )

    home.line.now = NOON + 2 * MINUTE
    home.says(seq=2, temperature=22, battery=79)
    home.sort()

    assert [(each.quantity, each.number) for each in home.live().values] == [("battery", 79.0)]


def test_a_consent_covers_nothing_that_was_measured_before_it(tmp_path: Path) -> None:
    home = Hearing(tmp_path)
    home.store.consents.keep(consent("analytics", start=NOON))

    home.says(seq=1, temperature=20, when=NOON - MINUTE)
    home.says(seq=2, temperature=21)
    home.sort()

    assert [row["value"] for row in home.rows()] == [21.0]


@pytest.mark.parametrize(
    "changes",
    [
        {"premise": "8 Elm Street"},
        {"grantee": "regulated"},
        {"data_classes": frozenset({"interval_usage"})},
        {"text_sha256": ""},
        {"purposes": frozenset({"analytics", "marketing"})},
    ],
)
def test_a_consent_that_is_about_something_else_covers_nothing(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    home = Hearing(tmp_path)
    home.store.consents.keep(consent("analytics", **changes))

    home.says(seq=1, temperature=20)
    home.sort()

    assert home.rows() == []
