"""What an applicant is answered: results, limits, reasons and costs, and nothing of the feeder.

Who applies may know how their own request was decided and why. Names, voltages and loads of the
network stay with those who run it: no field here could hold them, and sentences are made of the
rules' own words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from penstock.casework.interconnection.terms import AgreementTerms, Deficiency


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenOutcome:
    """What a technical screen came to.

    Args:
        section: Where it stands in the procedures.
        title: In a few words.
        verdict: `pass`, `FAIL`, `n/a` or `undecided`.
        limit: What it holds against; empty where it has no number.
        reason: Why there is such a screen.
    """

    section: str
    title: str
    verdict: str
    limit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionOutcome:
    """What a criterion of the study came to.

    Args:
        criterion: What was looked at.
        is_kept: Whether the limit is kept.
        limit: With its unit.
        reason: Why there is such a limit.
        source: Where it is written down.
    """

    criterion: str
    is_kept: bool
    limit: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyOutcome:
    """What a review or a study came to.

    Args:
        kind: Which.
        concluded: In a sentence.
        criteria: One by one.
        screens: Of a supplemental review.
        largest_kw: The most that may flow out at this service as it stands; None where that was
            not asked. [kW]
    """

    kind: str
    concluded: str
    criteria: tuple[CriterionOutcome, ...] = ()
    screens: tuple[ScreenOutcome, ...] = ()
    largest_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether the system may run.

    Args:
        is_granted: Whether it may.
        operate_from: The first day; None where it may not.
        reasons: Why not yet.
    """

    is_granted: bool
    operate_from: date | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a request stands, for whoever made it.

    Args:
        request: The number of the request.
        state: In a few words.
        received_at: When the application came in.
        size_tier: The way through the procedure, by capacity and equipment alone.
        deficiencies: What is missing, with owner and date.
        screens: What each came to.
        study: What the review or study came to.
        terms: What is agreed.
        basis: Why, sentence by sentence.
        tendered_at: When the agreement was offered.
        permission: Whether it may run.
    """

    request: str
    state: str
    received_at: datetime
    size_tier: str = ""
    deficiencies: tuple[Deficiency, ...] = ()
    screens: tuple[ScreenOutcome, ...] = ()
    study: StudyOutcome | None = None
    terms: AgreementTerms | None = None
    basis: tuple[str, ...] = ()
    tendered_at: datetime | None = None
    permission: Permission | None = None
