"""The items and papers of NCV-03.6: inspection, commissioning, permission to operate."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from penstock.casework.interconnection import CompletionForm
from penstock.delivery.items import Sensitivity, information_item
from penstock.engineering.commissioning.settings import Setting
from penstock.engineering.commissioning.verdicts import Outcome, Verdict
from penstock.kernel.sides import Side


class Concern(StrEnum):
    """What an inspector's finding is about, which tells where it is cured."""

    WORKMANSHIP = "workmanship"
    PAPERS = "labels and papers"
    DESIGN = "design"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFinding:
    """What an inspector will not have.

    Args:
        code: The rule, such as `NEC 690.56(C)`.
        words: What is wrong, in the inspector's words.
        concern: What it is about.
    """

    code: str
    words: str
    concern: Concern = Concern.WORKMANSHIP


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionResult:
    """What the authority's inspector found on one visit.

    Args:
        authority: Whose inspector it was.
        inspector: Who came.
        permit: The number of the permit that was inspected.
        inspected_on: The day.
        attempt: Which visit it was, from 1.
        has_passed: Whether nothing is left to cure.
        findings: What has to be cured.
    """

    authority: str
    inspector: str
    permit: str
    inspected_on: date
    attempt: int = 1
    has_passed: bool
    findings: tuple[InspectionFinding, ...] = ()

    def __post_init__(self) -> None:
        if self.attempt < 1:
            raise ValueError(f"attempt is {self.attempt}; the first visit is 1")
        if self.has_passed and self.findings:
            raise ValueError(
                "an inspection that passed has no findings; say which of the two it is"
            )
        if not self.has_passed and not self.findings:
            raise ValueError(
                "a failed inspection needs a finding: what did the inspector not have?"
            )


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassedInspection:
    """The inspection that nothing was left to cure after.

    Args:
        authority: Whose inspector it was.
        permit: The number of the permit.
        passed_on: The day.
        attempts: How many visits it took.
        rework_cents: What curing all findings cost.
        rework_hours: How many hours of work.
    """

    authority: str
    permit: str
    passed_on: date
    attempts: int
    rework_cents: int = 0
    rework_hours: Decimal = Decimal(0)

    @property
    def is_first_time_right(self) -> bool:
        """Whether the first visit passed."""
        return self.attempts == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReworkRound:
    """What one failed inspection caused.

    Args:
        attempt: The visit that failed.
        failed_on: The day.
        findings: What had to be cured.
        back_to: The stage in which it is cured.
        design: The variant and version that was inspected: `south 2`.
        cured_on: When; None while it is not.
        cured_by: Who.
        hours: Of work.
        cents: What work and material cost, travel too.
        words: What was done.
    """

    attempt: int
    failed_on: date
    findings: tuple[InspectionFinding, ...]
    back_to: str
    design: str = ""
    cured_on: date | None = None
    cured_by: str = ""
    hours: Decimal = Decimal(0)
    cents: int = 0
    words: str = ""

    def __post_init__(self) -> None:
        if self.hours < 0 or self.cents < 0:
            raise ValueError("rework takes no negative hours or cents")

    @property
    def is_open(self) -> bool:
        """Whether nobody has cured it yet."""
        return self.cured_on is None


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """All that failed inspections have caused, one round for each."""

    rounds: tuple[ReworkRound, ...] = ()

    @property
    def open_round(self) -> ReworkRound | None:
        """The round that nobody has cured yet."""
        return next((each for each in self.rounds if each.is_open), None)

    @property
    def cents(self) -> int:
        """What all of it cost."""
        return sum(each.cents for each in self.rounds)

    @property
    def hours(self) -> Decimal:
        """How long all of it took."""
        return sum((each.hours for each in self.rounds), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """With what was measured.

    Args:
        name: Maker and type.
        serial: Its number.
        calibrated_until: The last day on which its calibration counts.
    """

    name: str
    serial: str
    calibrated_until: date


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CommissioningTests:
    """Everything that was measured on one day, passed or not.

    Args:
        attempt: Which time it was, from 1.
        measured_at: When.
        measured_by: Who.
        instruments: With what.
        verdicts: What each test found, with its reason.
        design_version: The design that it was held against.
    """

    attempt: int
    measured_at: datetime
    measured_by: str
    instruments: tuple[Instrument, ...]
    verdicts: tuple[Verdict, ...]
    design_version: int

    @property
    def has_passed(self) -> bool:
        """Whether everything was tested and passed."""
        return bool(self.verdicts) and all(each.has_passed for each in self.verdicts)

    @property
    def open_points(self) -> tuple[Verdict, ...]:
        """What failed or was not judged."""
        return tuple(each for each in self.verdicts if not each.has_passed)


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CommissioningReport:
    """A system that has shown that it is what was designed and agreed.

    A report of failed tests does not exist: they stand among the commissioning tests, with reasons.

    Args:
        attempt: How many times it was measured until it passed.
        commissioned_at: When the last test was made.
        commissioned_by: Who made it.
        instruments: With what.
        verdicts: What each test found.
        settings: What the inverters were read back to have.
        design_version: The design that it was held against.
    """

    attempt: int
    commissioned_at: datetime
    commissioned_by: str
    instruments: tuple[Instrument, ...]
    verdicts: tuple[Verdict, ...]
    settings: tuple[Setting, ...] = ()
    design_version: int

    def __post_init__(self) -> None:
        bad = [each for each in self.verdicts if each.outcome is not Outcome.PASSED]
        if bad or not self.verdicts:
            what = f"{bad[0].test} of {bad[0].subject}: {bad[0].outcome}" if bad else "no test"
            raise ValueError(f"a commissioning report has passed tests alone; found {what}")


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionCertificate:
    """What the installer certifies to the utility, so that it may grant permission to operate.

    Its form is the one that every applicant fills in: it holds what the utility needs, and nothing
    of the customer's life.

    Args:
        request_id: The interconnection request.
        form: What is certified.
        tests_passed: How many tests the system has passed.
        installer_licence: Of whoever certifies.
    """

    request_id: str
    form: CompletionForm
    tests_passed: int
    installer_licence: str


@information_item(
    side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL, also=("Permission to operate",)
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionToOperatePto:
    """The utility's permission to run in parallel with its network.

    Args:
        request_id: The interconnection request that it answers.
        granted_at: When the utility granted it.
        effective_on: The first day on which the system may run.
        capacity_kw_ac: Up to what. [kW]
        export_limit_kw: The most that may flow out; None without a limit. [kW]
        conditions: What has to be kept.
        number: Of the permission, where the utility counts them.
        meter_exchanged_on: When the meter was exchanged; None where it was not.
    """

    request_id: str
    granted_at: datetime
    effective_on: date
    capacity_kw_ac: Decimal
    export_limit_kw: Decimal | None = None
    conditions: tuple[str, ...] = ()
    number: str = ""
    meter_exchanged_on: date | None = None
