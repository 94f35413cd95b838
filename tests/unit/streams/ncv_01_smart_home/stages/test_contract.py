"""NCV-01.2 and .3: asked first, negotiated, eligible, signed by both, charged once."""

import pytest

from penstock.delivery.stage_acts import ActRefusedError
from tests.home_sale import NEEDS, SITE, HomeCase, home_on


@pytest.fixture
def home() -> HomeCase:
    return home_on().opened().led()


@pytest.fixture
def ready() -> tuple[HomeCase, dict[str, object]]:
    home = home_on().opened()
    return home, home.to_agreement()


def test_what_fits_is_asked_before_anything_is_designed(home: HomeCase) -> None:
    home.record("Customer needs", NEEDS).record("Site details", SITE | {"has_c_wire": None})
    told = home.refused("design")

    quote = home.quoted()

    design = home.read("Custom solution design")
    found = {each["about"]: each["fit"] for each in design["findings"]}
    assert "What fits is not known yet. thermostat in Hall: Ask for a photograph" in told
    assert found["thermostat in Hall"] == "fits with adapter"
    assert found["plug in Cellar"] == "does not fit"
    assert "weaker than -75 dBm" in design["left_out"][0]
    assert quote["savings"]["is_own_use"] is False


def test_a_home_in_which_nothing_fits_gets_no_design(home: HomeCase) -> None:
    nothing = SITE | {"has_internet": False, "system": "mini-split", "rooms": [SITE["rooms"][0]]}
    home.record("Customer needs", NEEDS | {"needs": ["cheaper hours"]})
    home.record("Site details", nothing)

    assert home.refused("design").startswith("Nothing fits: hub: The home has no internet")


def test_a_negotiated_version_says_what_changed_and_the_first_is_accepted_no_more(
    home: HomeCase,
) -> None:
    first = home.quoted()
    bare = home.refused("quote", discount_cents=5000)
    home.do("quote", because="a friend came too", discount_cents=5000, discount_because="two homes")
    home.over()

    second = home.read("Detailed quote")
    with pytest.raises(ActRefusedError, match="version 2 is the current one"):
        home.agreed(first)

    assert "A discount is given without a reason" in bare
    assert second["version"] == 2
    assert [each.partition(" $")[0] for each in second["differences"]] == [
        "price",
        "Sales tax on devices",
        "Discount: two homes added: −$50.00",
    ]


def test_the_premium_tier_is_for_those_who_show_that_they_live_here(home: HomeCase) -> None:
    quote = home.quoted()
    home.over()
    with pytest.raises(ActRefusedError, match="Nobody has looked whether"):
        home.agreed(quote)

    home.do("check-tier", kind="electric account", dated_days_ago=90, attached=b"a bill")

    with pytest.raises(ActRefusedError, match="90 days old, and BR-03 takes"):
        home.agreed(quote)


def test_consents_are_chosen_one_by_one_and_none_is_taken_for_given(
    ready: tuple[HomeCase, dict[str, object]],
) -> None:
    home, quote = ready
    twice = [{"purpose": "marketing", "is_given": given} for given in (True, False)]
    with pytest.raises(ActRefusedError, match="A purpose is chosen twice"):
        home.agreed(quote, choices=twice)

    home.agreed(quote)

    assert home.read("Customer agreement")["choices"] == []


def test_who_offered_the_price_or_saw_the_customer_does_not_sign_for_aes(
    ready: tuple[HomeCase, dict[str, object]],
) -> None:
    home, quote = ready
    home.agreed(quote)

    told = home.refused("sign-contract", typed_name="Sam Seller")

    assert "Sam offered the price" in told
    assert "Sam witnessed the customer's signature" in told


def test_a_declined_card_secures_nothing_and_a_mandate_does(
    ready: tuple[HomeCase, dict[str, object]],
) -> None:
    home, quote = ready
    home.agreed(quote).do("sign-contract", "Cora", typed_name="Cora Counsel")

    declined = home.refused("take-deposit", means="card", token="declined_1")
    number = home.refused("take-deposit", means="card", token="4111 1111 1111 1111")
    home.do("take-deposit", means="bank mandate", token="mandate_7")

    assert "The card was declined for HOME-1-C" in declined
    assert "16 digits and no letter" in number
    assert home.read("Payment secured")["means"] == "bank mandate"
    assert "were charged already" in home.refused("take-deposit", means="card", token="tok_3")


def test_a_lead_of_no_campaign_bears_no_cost() -> None:
    home = home_on().opened(campaign="")

    home.do("count-for-campaign")

    assert home.read("Campaign budget")["spent_cents"] == 0


def test_a_campaign_that_is_not_there_counts_nothing_until_another_or_none_is_said() -> None:
    home = home_on().opened(campaign="WINTER")
    told = home.refused("count-for-campaign")

    home.do("count-for-campaign", campaign="")

    assert told.startswith("There is no campaign WINTER; there is SPRING, AUTUMN.")
    assert home.read("Campaign budget")["name"] == "Came by themselves"
