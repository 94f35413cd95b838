from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from penstock.governance.consent.consent import Consent, ConsentStatus, UnsoundConsentError

START = datetime(2026, 3, 1, tzinfo=UTC)
CONSENT = Consent(
    id="K-1",
    customer="C-1",
    premise="P-1",
    account="A-1",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage"}),
    purposes=frozenset({"solar_design"}),
    start=START,
    end=START + timedelta(days=90),
    text_sha256="ab" * 32,
    text_version="2026-01",
    channel="web",
    given_at=START,
    identity_proof="signature 4711",
)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"end": START}, "not after its start"),
        ({"start": START.replace(tzinfo=None)}, "no time zone"),
        ({"status": ConsentStatus.REVOKED}, "revoked at None"),
        ({"revoked_at": START}, "it is active and revoked at"),
        ({"status": ConsentStatus.ENDED}, "nobody says when"),
    ],
)
def test_a_consent_that_contradicts_itself_cannot_be(
    change: dict[str, object], because: str
) -> None:
    with pytest.raises(UnsoundConsentError, match=because):
        replace(CONSENT, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "missing", ["text_sha256", "text_version", "channel", "identity_proof", "given_at"]
)
def test_d7_a_consent_without_its_evidence_is_not_proven(missing: str) -> None:
    without = replace(CONSENT, **{missing: None if missing == "given_at" else ""})  # type: ignore[arg-type]

    assert (CONSENT.is_proven, without.is_proven) == (True, False)
