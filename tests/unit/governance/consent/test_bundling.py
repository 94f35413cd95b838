from dataclasses import replace

import pytest

from penstock.governance.consent.bundling import BundledError, require_separate
from tests.unit.governance.consent.test_consent import CONSENT


@pytest.mark.parametrize("purposes", [{"functionality"}, {"marketing", "solar_design"}])
def test_d14_one_of_the_separate_purposes_may_stand_in_a_consent(purposes: set[str]) -> None:
    require_separate(replace(CONSENT, purposes=frozenset(purposes)))


@pytest.mark.parametrize(
    "purposes", [{"functionality", "marketing"}, {"analytics", "functionality", "marketing"}]
)
def test_d14_functionality_analytics_and_marketing_are_asked_for_one_by_one(
    purposes: set[str],
) -> None:
    with pytest.raises(BundledError, match="are separate consents"):
        require_separate(replace(CONSENT, purposes=frozenset(purposes)))
