from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from penstock.casework.interconnection import Answer
from penstock.streams.ncv_03_solar_storage.applying import (
    Drawn,
    SaidOfApplication,
    agreement_of,
    form_of,
)
from tests.applications import TERMS
from tests.solar_permits import SAID, SITE
from tests.solar_sales import inquiry, system_design

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DRAWN = Drawn(one_line_sha256="1" * 64, site_plan_sha256="2" * 64)
TENDERED = Answer(
    request="Q-7",
    state="interconnection agreement tendered",
    received_at=NOON,
    terms=TERMS,
    basis=("All technical screens pass.",),
    tendered_at=NOON,
)


def test_what_the_utility_agreed_to_becomes_the_item_of_the_documents() -> None:
    agreement = agreement_of(TENDERED)

    assert agreement is not None
    assert agreement.request_id == "Q-7"
    assert agreement.export_limit_kw == TERMS.export_limit_kw
    assert agreement.settings == TERMS.settings
    assert agreement.basis == TENDERED.basis


def test_an_answer_without_terms_is_no_agreement() -> None:
    assert agreement_of(replace(TENDERED, terms=None, tendered_at=None)) is None


def test_makers_stand_before_the_colon() -> None:
    design = system_design(inverter="SolarEdge Technologies: SE10000H-US", inverter_count=2)

    form = form_of(SAID, inquiry(), design, SITE, DRAWN)

    (inverter,) = form.project.inverters
    assert (inverter.manufacturer, inverter.model) == ("SolarEdge Technologies", "SE10000H-US")
    assert inverter.rated_kw_ac == Decimal(5)


def test_a_maker_that_somebody_names_counts() -> None:
    said = replace(SAID, inverter_manufacturer="Example Works")

    form = form_of(said, inquiry(), system_design(), SITE, DRAWN)

    assert form.project.inverters[0].manufacturer == "Example Works"


def test_the_account_of_the_inquiry_is_taken_where_nobody_names_another() -> None:
    form = form_of(SaidOfApplication(), inquiry(account_id="QE-1"), system_design(), SITE, DRAWN)

    assert form.service.account == "QE-1"
