"""What the utility finds: with the names and numbers of its network, and for its own eyes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from penstock.casework.interconnection import Condition, Deficiency, Setting
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


class Route(StrEnum):
    """Where screens send an application."""

    AGREEMENT = "agreement"
    SUPPLEMENTAL_REVIEW = "supplemental review"
    STUDY = "system impact study"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenFinding:
    """What a technical screen says.

    Args:
        section: Where it stands in the procedures.
        stage: `fast track` or `supplemental review`.
        title: In a few words.
        verdict: `pass`, `FAIL`, `n/a` or `undecided`.
        found: The numbers, with the network's names.
        basis: Why there is such a screen.
        limit_percent: What it holds against; None where it has no such number.
        limit_kw: The same in kW.
    """

    section: str
    stage: str
    title: str
    verdict: str
    found: str
    basis: str
    limit_percent: Decimal | None = None
    limit_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFinding:
    """What a criterion of the power flow says, where and when it is worst.

    Args:
        criterion: What was looked at.
        level: At which load.
        place: Where in the network.
        without: The value without the generator; None where that has no meaning.
        with_it: The value with it.
        limit: What it is held against.
        unit: Of all three.
        is_kept: Whether the generator breaks nothing that was kept without it.
        basis: Why there is such a limit.
        source: Where it is written down.
    """

    criterion: str
    level: str
    place: str
    without: Decimal | None
    with_it: Decimal
    limit: Decimal
    unit: str
    is_kept: bool
    basis: str
    source: str


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessNotice:
    """Whether an application is complete, and what is to be mended by when."""

    is_complete: bool
    deficiencies: tuple[Deficiency, ...]
    looked_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningResult:
    """What the technical screens say, each with its basis.

    Args:
        studied_kw: What may flow out. [kW]
        agreed_kw: Of inverters of others on the feeder that are agreed on and not in its model,
            which count as if they were there. [kW]
    """

    route: Route
    because: str
    size_tier: str
    feeder: str
    bus: str
    studied_kw: Decimal
    screens: tuple[ScreenFinding, ...]
    criteria: tuple[CriterionFinding, ...]
    rules: str
    rules_in_force_from: date
    rules_source: str
    screened_at: datetime
    agreed_kw: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineersReview:
    """What an engineer decided.

    Args:
        engineer: Who.
        is_approved: Whether it may be connected on the conditions of the study.
        because: Why.
        reviewed_at: When.
    """

    engineer: str
    is_approved: bool
    because: str
    reviewed_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.CONFIDENTIAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class StudyResult:
    """What a review or study says, with what would make the connection possible."""

    kind: Route
    concluded: str
    criteria: tuple[CriterionFinding, ...]
    screens: tuple[ScreenFinding, ...]
    settings: tuple[Setting, ...]
    conditions: tuple[Condition, ...]
    export_limit_kw: Decimal | None
    largest_kw: Decimal | None
    witness_test: bool
    needs_review: bool
    review: EngineersReview | None
    studied_at: datetime
