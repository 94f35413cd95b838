"""NCV-03.1 and .2: leads are qualified, systems designed within the rules, and proposed."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.app.streams.studio.studio import EnergyStudio
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts
from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    DesignVariants,
    SiteSpecifics,
)
from penstock.streams.ncv_03_solar_storage.items.lead import (
    COMMERCIAL,
    CustomerEnergyBills,
    PreliminaryEnergyAnalysis,
    PrintedLine,
    QualifiedLead,
)
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError
from penstock.streams.ncv_03_solar_storage.saying import Choice, SurveySaid, Terms
from penstock.streams.ncv_03_solar_storage.stages.design import (
    choose_variant,
    design_first,
    design_variant,
    propose,
    survey_site,
)
from penstock.streams.ncv_03_solar_storage.stages.lead import (
    PrintedBill,
    explain_bill,
    qualify_lead,
)
from penstock.streams.ncv_03_solar_storage.variants import DesignWish
from tests.solar_sales import NOON, inquiry

ENERGY = Path("examples/energy")
BILLS = CustomerEnergyBills(content=(ENERGY / "greensboro-bills.csv").read_bytes())
ROOF = (ENERGY / "roof.json").read_text(encoding="utf-8")
STUDIO, HASHES = EnergyStudio(), RecordedFingerprints()
SITE = SiteSpecifics(roof_json=ROOF, main_panel_rating_a=Decimal(175), busbar_rating_a=Decimal(225))
ADA = inquiry(battery_wanted=True)


def facts(person: str = "dora") -> CaseFacts:
    return CaseFacts(case_id="SOL-1", stream_id="NCV-03", stage_id="NCV-03.2", person=person)


@pytest.fixture(scope="module")
def qualified() -> tuple[QualifiedLead, PreliminaryEnergyAnalysis]:
    return qualify_lead(ADA, BILLS, STUDIO, NOON)


def test_a_lead_with_a_plausible_system_is_qualified_with_its_figures(qualified: Any) -> None:
    lead, analysis = qualified

    assert lead.is_qualified
    assert lead.annual_kwh == sum(analysis.monthly_kwh)
    assert "is paid back in" in lead.reasons[0]
    assert len(analysis.months) == 12
    assert sum(each.cost_cents for each in analysis.months) == analysis.annual_cost_cents


def test_each_bill_with_a_cost_in_the_year_is_laid_beside_ours(qualified: Any) -> None:
    _, analysis = qualified

    assert len(analysis.lines) == 11
    for line in analysis.lines:
        assert line.difference_cents == (line.ours_cents or 0) - (line.theirs_cents or 0)


def test_a_home_that_uses_next_to_nothing_is_told_why_it_is_not_qualified() -> None:
    rows = [f"2025-{month:02}-01,{_next(month)},10" for month in range(1, 13)]
    bills = CustomerEnergyBills(content="\n".join(("start,end,kwh", *rows)).encode())

    lead, _ = qualify_lead(ADA, bills, STUDIO, NOON)

    assert not lead.is_qualified
    assert any("most of it would be sold" in each for each in lead.reasons)


def _next(month: int) -> str:
    return f"2025-{month + 1:02}-01" if month < 12 else "2026-01-01"


def test_bills_that_cannot_be_read_say_so() -> None:
    with pytest.raises(UnusableInputError, match="Customer energy bills"):
        qualify_lead(ADA, CustomerEnergyBills(content=b"hello"), STUDIO, NOON)


def test_a_printed_bill_is_explained_line_by_line() -> None:
    said = PrintedBill(
        start=date(2024, 12, 11),
        end=date(2025, 1, 12),
        use_kwh=Decimal(1561),
        lines=(
            PrintedLine(what="Customer charge", cents=1400),
            PrintedLine(what="Energy", cents=15_610),
            PrintedLine(what="Sales tax", cents=1190),
        ),
    )

    found = explain_bill(said, ADA, STUDIO)

    assert {each.what for each in found.lines} == {"customer charge", "energy", "Sales tax"}
    energy = next(each for each in found.lines if each.what == "energy")
    assert energy.ours_cents == 15_610
    assert found.conclusion.startswith("We bill")


def worked(qualified: Any, variants: Any = None, proposal: Any = None) -> Any:
    lead, analysis = qualified
    return design_first(
        lead, analysis, SITE, ADA, BILLS, variants, proposal, STUDIO, HASHES, NOON, facts()
    )


@pytest.fixture(scope="module")
def first(qualified: Any) -> Any:
    return worked(qualified)


def test_the_first_design_keeps_every_rule_and_has_the_battery_that_was_asked_for(
    first: Any,
) -> None:
    design, _, _, _, variants, _ = first

    assert design.battery is not None
    assert design.busbar_use_percent <= 120
    assert design.strings
    assert variants.chosen == design.variant


def test_a_proposal_is_tied_by_hashes_to_all_it_rests_on(first: Any) -> None:
    design, money, proposal, parts, _, document = first

    assert proposal.design_sha256 == HASHES.sha256(design) == money.design_sha256
    assert proposal.projections_sha256 == HASHES.sha256(money)
    assert proposal.parts_sha256 == HASHES.sha256(parts)
    assert proposal.pdf_sha256 == sha256(document.content).hexdigest()
    assert document.content.startswith(b"%PDF")


def test_the_same_inputs_make_the_same_bytes(qualified: Any, first: Any) -> None:
    again = worked(qualified)

    assert again == first


def test_serial_numbers_are_kept_of_what_has_one(first: Any) -> None:
    design, _, _, parts, _, _ = first

    counts = {each.kind: each.quantity for each in parts.lines if each.needs_serial}
    assert counts == {
        "module": design.modules_count,
        "inverter": 1,
        "battery": 1,
        "monitoring": 1,
    }


def test_a_lead_that_is_not_qualified_is_not_designed_for(qualified: Any) -> None:
    lead, analysis = qualified
    refused = replace(lead, is_qualified=False, reasons=("It saves nothing.",))

    with pytest.raises(UnusableInputError, match="not qualified: It saves nothing"):
        design_first(refused, analysis, SITE, ADA, BILLS, None, None, STUDIO, HASHES, NOON, facts())


def test_working_the_stage_again_keeps_what_designers_have_locked(
    qualified: Any, first: Any
) -> None:
    variants = design_variant(
        DesignWish(modules=14, lock=("modules",)), SITE, ADA, first[4], STUDIO, facts("ann")
    )

    again = worked(qualified, variants, first[2])

    assert again[0].modules_count == 14
    assert again[0].locks == variants.variants[0].locks
    assert again[2].version == 2


def test_a_proposal_goes_on_counting_where_earlier_ones_count_no_more(
    qualified: Any, first: Any
) -> None:
    lead, analysis = qualified
    reopened = replace(facts(), versions={"customerproposal": 2})

    proposal = propose(Terms(), first[4], SITE, ADA, BILLS, None, STUDIO, HASHES, NOON, reopened)[2]
    by_program = design_first(
        lead, analysis, SITE, ADA, BILLS, first[4], None, STUDIO, HASHES, NOON, reopened
    )[2]

    assert (proposal.version, by_program.version) == (3, 3)


def test_two_variants_stand_side_by_side_until_one_is_chosen(first: Any) -> None:
    larger = DesignWish(variant="larger", modules=28, battery_kwh=Decimal(0))
    both = design_variant(larger, SITE, ADA, first[4], STUDIO, facts())

    chosen = choose_variant(Choice(variant="larger"), both)

    assert both.chosen == "first"
    assert chosen.chosen == "larger"
    assert {each.variant: each.version for each in chosen.variants} == {"first": 1, "larger": 1}


def test_a_variant_that_nobody_made_cannot_be_chosen(first: Any) -> None:
    with pytest.raises(ActRefusedError, match="no variant “third”; there are: first"):
        choose_variant(Choice(variant="third"), first[4])


def test_every_broken_rule_is_told_at_once() -> None:
    narrow = replace(SITE, main_panel_rating_a=Decimal(100), busbar_rating_a=Decimal(100))
    wish = DesignWish(modules=500, inverter_count=3)

    with pytest.raises(ActRefusedError) as refused:
        design_variant(wish, narrow, ADA, None, STUDIO, facts())

    told = str(refused.value)
    for each in ("fire setbacks: 500", "busbar: 125 %", "panel rating", "30.000 kW ac is more"):
        assert each in told


def test_strings_outside_their_window_are_refused() -> None:
    with pytest.raises(ActRefusedError, match="strings: The 3 modules of south make no strings"):
        design_variant(DesignWish(modules=3), SITE, ADA, None, STUDIO, facts())


def test_a_microgrid_without_battery_is_none() -> None:
    shop = replace(ADA, product=COMMERCIAL)

    with pytest.raises(ActRefusedError, match="needs a battery"):
        design_variant(DesignWish(modules=26), SITE, shop, None, STUDIO, facts())


def test_a_proposal_holds_for_as_long_as_is_said_at_the_price_that_is_said(first: Any) -> None:
    terms = Terms(price_cents=2_500_000, days=14, because="a discount")

    _, money, proposal, _, _ = propose(
        terms, first[4], SITE, ADA, BILLS, first[2], STUDIO, HASHES, NOON, facts()
    )

    assert (money.price_cents, proposal.price_cents) == (2_500_000, 2_500_000)
    assert (proposal.expires_on - proposal.offered_on).days == 14
    assert (proposal.version, proposal.because) == (2, "a discount")


def test_an_export_limit_costs_savings(first: Any) -> None:
    site_variants = DesignVariants(
        variants=(replace(first[0], battery=None),), chosen=first[0].variant
    )
    limited = DesignVariants(
        variants=(replace(first[0], battery=None, export_limit_kw=Decimal(0)),),
        chosen=first[0].variant,
    )
    free, held_back = (
        propose(Terms(), each, SITE, ADA, BILLS, None, STUDIO, HASHES, NOON, facts())[1]
        for each in (site_variants, limited)
    )

    assert held_back.savings_p50_cents < free.savings_p50_cents


def test_a_survey_is_recorded_with_its_roof() -> None:
    found = survey_site(
        SurveySaid(main_panel_rating_a=Decimal(200)), ROOF.encode(), STUDIO, facts("sam")
    )

    assert found.busbar_rating_a == 200
    assert found.surveyed_by == "sam"
    assert json.loads(found.roof_json)["zone"] == "America/New_York"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\xff\xfe", "no text"), (b"{}", "the roof file of Site specifics")],
)
def test_a_roof_that_cannot_be_read_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ActRefusedError, match=sentence):
        survey_site(SurveySaid(main_panel_rating_a=Decimal(200)), content, STUDIO, facts())


def test_a_battery_takes_its_place_on_the_busbar(first: Any) -> None:
    large = BatteryDesign(name="B", usable_kwh=Decimal(40), power_kw=Decimal(20))
    wish = DesignWish(battery_kwh=large.usable_kwh, battery_kw=large.power_kw)

    with pytest.raises(ActRefusedError, match="busbar: 125 %"):
        design_variant(wish, SITE, ADA, first[4], STUDIO, facts())
