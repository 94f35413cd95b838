"""NCV-01.6: comfort that follows a tariff, consents asked apart, training, a programme."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.casework.device.commands import DeviceCommand
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.consent.changing import revoked
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.items.onboarding import Routine
from penstock.streams.ncv_01_smart_home.stages.activation import (
    ComfortWish,
    Practised,
    Rated,
    check_enrolment,
    enrol,
    satisfaction,
    train,
)
from tests.smart_home_site import FACTS, HomeSite
from tests.unit.streams.ncv_01_smart_home.living import (
    ACCOUNT,
    ALLOWED,
    NOW,
    WISH,
    Allowed,
    activated,
    allows,
    comfort,
    living,
)


@pytest.fixture
def site() -> HomeSite:
    return living()


def test_a_schedule_follows_the_customer_s_tariff_within_their_limits() -> None:
    settings = comfort()

    assert settings.tariff == "RES-E"
    summer = [each for each in settings.days if 7 in each.months and each.manner == "cool"]
    targets = {aim.target_c for day in summer for aim in day.aims}
    assert targets == {Decimal(24), Decimal(23), Decimal(26)}


def test_without_a_tariff_nothing_is_followed() -> None:
    assert comfort(account=replace(ACCOUNT, tariff="")).days == ()


@pytest.mark.parametrize(
    ("wish", "because"),
    [
        (replace(WISH, tariff="NO-SUCH"), "NO-SUCH"),
        (replace(WISH, tariff="RES-G"), "sells gas"),
        (replace(WISH, lowest_c=Decimal(26)), "in this order"),
    ],
)
def test_what_cannot_be_comfortable_or_followed_is_refused(wish: ComfortWish, because: str) -> None:
    with pytest.raises(ActRefusedError, match=because):
        comfort(wish)


def test_a_platform_is_not_active_before_the_customer_allows_it(site: HomeSite) -> None:
    with pytest.raises(ActRefusedError, match="no consent to functionality"):
        activated(site, Allowed((allows("marketing"),)))


def test_an_active_platform_says_what_was_chosen_of_each_purpose(site: HomeSite) -> None:
    platform = activated(site, Allowed((allows("functionality"), allows("analytics"))))

    assert [(each.purpose, each.is_given) for each in platform.choices] == [
        ("function", True),
        ("analytics", True),
        ("marketing", False),
    ]


def test_the_thermostat_is_told_what_it_aims_at_now(site: HomeSite) -> None:
    platform = activated(site)

    (told,) = site.registry.entries(DeviceCommand)
    assert told.of.device == "hall_smart_thermostat"
    # Monday at two in the afternoon in July: dear hours begin.
    assert told.wanted == '{"target_temperature": 26.0}'
    assert [each.from_hour for each in platform.schedule] == [0, 13, 14, 19]


def test_a_device_that_fell_silent_is_mended_first(site: HomeSite) -> None:
    site.later(days=1)

    with pytest.raises(ActRefusedError, match="has fallen silent since"):
        activated(site)


def test_the_last_routine_makes_a_trained_customer() -> None:
    record: items.TrainingRecord | None = None
    trained: items.TrainedCustomer | None = None
    for each in Routine:
        assert trained is None
        said = Practised(routine=each, learner="Ana Brook", practised_on=NOW.date())
        record, trained = train(said, record, FACTS, NOW)

    assert trained is not None
    assert len(trained.topics) == len(Routine)
    assert satisfaction(Rated(score=5), trained).satisfaction_score == 5


def test_a_routine_of_tomorrow_was_not_run() -> None:
    said = Practised(
        routine=Routine.AWAY, learner="Ana", practised_on=NOW.date() + timedelta(days=1)
    )

    with pytest.raises(ActRefusedError, match="has not come yet"):
        train(said, None, FACTS, NOW)


def test_an_enrolment_ends_with_the_consent_behind_it(site: HomeSite) -> None:
    platform, consent = activated(site), allows("der_program")
    with pytest.raises(ActRefusedError, match="no consent to der_program"):
        enrol(platform, comfort(), None, ALLOWED, FACTS, NOW)
    enrolled = enrol(platform, comfort(), None, Allowed((consent,)), FACTS, NOW)
    assert check_enrolment(enrolled, Allowed((consent,)), FACTS, NOW) is None

    gone = revoked(consent, at=NOW)
    ended = check_enrolment(enrolled, Allowed((gone,)), FACTS, NOW)

    assert ended is not None
    assert not ended.holds
    assert "was taken back" in ended.ended_because
