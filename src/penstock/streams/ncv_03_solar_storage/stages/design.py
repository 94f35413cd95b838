"""NCV-03.2: variants are designed within the rules, one is chosen, and it is proposed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from penstock.casework.fingerprints import Fingerprints
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    BillOfMaterials,
    DesignVariants,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.lead import (
    COMMERCIAL,
    CustomerEnergyBills,
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
    QualifiedLead,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    ProposalDocument,
)
from penstock.streams.ncv_03_solar_storage.ports import Studio, SystemWish, UnusableInputError
from penstock.streams.ncv_03_solar_storage.products import broken_limits
from penstock.streams.ncv_03_solar_storage.proposing import Proposed, proposed
from penstock.streams.ncv_03_solar_storage.saying import Choice, SurveySaid, Terms
from penstock.streams.ncv_03_solar_storage.variants import (
    DesignWish,
    as_it_is,
    found,
    held,
    locks,
    numbered,
    wanted,
    with_variant,
)

_PROGRAM, _FIRST = "Penstock", "first"
# So many modules fewer are tried before a person has to look. Ours.
_TRIES = 16
# What a first design takes where a battery is wanted: a common home battery. Ours.
_HOME_BATTERY = BatteryDesign(name="Home battery", usable_kwh=Decimal("13.5"), power_kw=Decimal(5))


@stage_work("NCV-03.2")
def design_first(  # noqa: PLR0913, PLR0917  # a first design rests on all of these items
    lead: QualifiedLead,
    analysis: PreliminaryEnergyAnalysis,
    site: SiteSpecifics,
    inquiry: CustomerInquiry | None,
    bills: CustomerEnergyBills | None,
    variants: DesignVariants | None,
    proposal: CustomerProposal | None,
    studio: Studio,
    hashes: Fingerprints,
    now: datetime,
    case: CaseFacts,
) -> tuple[
    SystemDesign,
    FinancialProjections,
    CustomerProposal,
    BillOfMaterials,
    DesignVariants,
    ProposalDocument,
]:
    """Make a first design and its proposal, or propose anew what designers have chosen."""
    if inquiry is None or bills is None:
        raise UnusableInputError("Customer inquiry and Customer energy bills are needed here.")
    if not lead.is_qualified:
        raise UnusableInputError(f"The lead is not qualified: {' '.join(lead.reasons)}")
    if variants is None:
        design = _first(analysis, site, inquiry, studio)
        variants = with_variant(None, design)
    else:
        design = _again(found(variants, variants.chosen), site, inquiry, studio)
        variants = with_variant(variants, design)
    made = proposed(
        Proposed(
            design=design,
            inquiry=inquiry,
            bills=bills.content,
            site=site,
            before=proposal,
            earlier=case.versions_of(CustomerProposal),
        ),
        studio,
        hashes,
        now=now,
        number=case.case_id,
    )
    return design, made.projections, made.proposal, made.parts, variants, made.document


def _first(
    analysis: PreliminaryEnergyAnalysis,
    site: SiteSpecifics,
    inquiry: CustomerInquiry,
    studio: Studio,
) -> SystemDesign:
    """Return the largest system, up to the plausible one, that breaks no rule."""
    wish = SystemWish(battery=_first_battery(analysis, inquiry))
    most = studio.drawn(site, wish).design
    plausible = max(1, round(analysis.plausible_kw_dc * 1000 / most.module_sheet.power_w))
    start = min(plausible, most.modules_count)
    problems: tuple[str, ...] = ()
    for modules in range(start, max(0, start - _TRIES), -1):
        drawn = studio.drawn(site, replace(wish, modules=modules))
        broken = (*drawn.problems, *broken_limits(drawn.design, inquiry.product))
        if not broken:
            return numbered(drawn.design, None, variant=_FIRST, designer=_PROGRAM, locks=())
        problems = problems or broken
    raise UnusableInputError(
        f"No first design keeps the rules: {'; '.join(problems)}. Design one by hand with the act "
        "“design”."
    )


def _again(
    design: SystemDesign | None, site: SiteSpecifics, inquiry: CustomerInquiry, studio: Studio
) -> SystemDesign:
    """Return the chosen design drawn anew on the site as it is recorded now, locks and all."""
    if design is None:
        raise UnusableInputError("No variant is chosen; choose one with the act “choose”.")
    drawn = studio.drawn(site, as_it_is(design))
    if broken := (*drawn.problems, *broken_limits(drawn.design, inquiry.product)):
        raise UnusableInputError(f"“{design.variant}” breaks rules now: {'; '.join(broken)}.")
    return numbered(
        drawn.design, design, variant=design.variant, designer=_PROGRAM, locks=design.locks
    )


def _first_battery(
    analysis: PreliminaryEnergyAnalysis, inquiry: CustomerInquiry
) -> BatteryDesign | None:
    if inquiry.product != COMMERCIAL:
        return _HOME_BATTERY if inquiry.battery_wanted else None
    # Two hours of the array's power carry what matters through most outages. Ours.
    power_kw = max(Decimal(5), (analysis.plausible_kw_dc / 2).quantize(Decimal(1)))
    return BatteryDesign(name="Site battery", usable_kwh=2 * power_kw, power_kw=power_kw)


@stage_act("NCV-03.2", "site", anytime=True)
def survey_site(
    said: SurveySaid, attached: bytes, studio: Studio, case: CaseFacts
) -> SiteSpecifics:
    """Record what was seen at the site, with the roof file attached."""
    try:
        site = SiteSpecifics(
            roof_json=attached.decode("utf-8"),
            main_panel_rating_a=said.main_panel_rating_a,
            busbar_rating_a=said.busbar_rating_a or said.main_panel_rating_a,
            service_voltage_v=said.service_voltage_v,
            service_phases=said.service_phases,
            place=said.place,
            photos_taken=said.photos_taken,
            surveyed_by=case.person,
        )
        studio.drawn(site, SystemWish())
    except UnicodeDecodeError as error:
        raise ActRefusedError("The file is no text; attach the roof file (JSON).") from error
    except ValueError as error:
        raise ActRefusedError(str(error)) from error
    return site


@stage_act("NCV-03.2", "design")
def design_variant(
    said: DesignWish,
    site: SiteSpecifics,
    inquiry: CustomerInquiry,
    variants: DesignVariants | None,
    studio: Studio,
    case: CaseFacts,
) -> DesignVariants:
    """Design a variant, or change one: what is not said, or held fast, stays as it was."""
    before = found(variants, said.variant)
    _refuse("is not changed", said.variant, tuple(held(said, before, case.person)))
    wish = _sized(said, before, site, studio)
    try:
        drawn = studio.drawn(site, wish)
    except UnusableInputError as error:
        raise ActRefusedError(str(error)) from error
    broken = (*drawn.problems, *broken_limits(drawn.design, inquiry.product))
    _refuse("breaks rules", said.variant, broken)
    design = numbered(
        drawn.design,
        before,
        variant=said.variant,
        designer=case.person,
        locks=locks(said, before, case.person),
    )
    return with_variant(variants, design)


def _sized(
    said: DesignWish, before: SystemDesign | None, site: SiteSpecifics, studio: Studio
) -> SystemWish:
    """Return what is wished, a power in kW turned into modules of the kind that is taken."""
    wish = wanted(said, before)
    if said.power_kw_dc is None:
        return wish
    try:
        sheet = studio.drawn(site, replace(wish, modules=None)).design.module_sheet
    except UnusableInputError as error:
        raise ActRefusedError(str(error)) from error
    return replace(wish, modules=max(1, round(said.power_kw_dc * 1000 / sheet.power_w)))


def _refuse(what: str, variant: str, problems: Sequence[str]) -> None:
    if problems:
        raise ActRefusedError(f"“{variant}” {what}: {'; '.join(problems)}.")


@stage_act("NCV-03.2", "choose")
def choose_variant(said: Choice, variants: DesignVariants) -> DesignVariants:
    """Choose the variant that is proposed."""
    if found(variants, said.variant) is None:
        known = ", ".join(each.variant for each in variants.variants)
        raise ActRefusedError(f"There is no variant “{said.variant}”; there are: {known}.")
    return replace(variants, chosen=said.variant)


@stage_act("NCV-03.2", "propose", anytime=True)
def propose(  # noqa: PLR0913, PLR0917  # a proposal rests on all of these items
    said: Terms,
    variants: DesignVariants,
    site: SiteSpecifics,
    inquiry: CustomerInquiry,
    bills: CustomerEnergyBills,
    proposal: CustomerProposal | None,
    studio: Studio,
    hashes: Fingerprints,
    now: datetime,
    case: CaseFacts,
) -> tuple[SystemDesign, FinancialProjections, CustomerProposal, BillOfMaterials, ProposalDocument]:
    """Propose the chosen variant: its money, its parts and its pages, as a new version."""
    design = found(variants, variants.chosen)
    if design is None:
        raise ActRefusedError("No variant is chosen; choose one with the act “choose”.")
    asked = Proposed(
        design=design,
        inquiry=inquiry,
        bills=bills.content,
        site=site,
        before=proposal,
        earlier=case.versions_of(CustomerProposal),
        price_cents=said.price_cents,
        days=said.days,
        because=said.because,
    )
    try:
        made = proposed(asked, studio, hashes, now=now, number=case.case_id)
    except UnusableInputError as error:
        raise ActRefusedError(str(error)) from error
    return design, made.projections, made.proposal, made.parts, made.document
