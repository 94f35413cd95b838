"""On what terms something may be connected: settings, conditions, costs, and until when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How an inverter has to be set.

    Args:
        function: What IEEE 1547-2018 calls it: `volt-var`.
        value: As it is written into the inverter.
        source: Clause and table.
    """

    function: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What has to be done before, or kept while, the system runs.

    Args:
        what: The duty.
        because: The engineering reason, in words that an applicant may read.
        owner: Who does it: `applicant` or `utility`.
        cost_cents: What the applicant pays for it; None where it costs nothing. [cents]
    """

    what: str
    because: str
    owner: str
    cost_cents: Annotated[int, Ge(0)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTerms:
    """What an agreement says of the system.

    Args:
        capacity_kw_ac: Nameplate that may be connected. [kW]
        export_limit_kw: The most that may flow out; None where the nameplate is the limit. [kW]
        settings: Of every inverter.
        conditions: Duties of both sides.
        witness_test: Whether the utility watches the commissioning test.
        valid_until: First day on which it holds no more, unless the system is complete.
    """

    capacity_kw_ac: Annotated[Decimal, Gt(0)]
    export_limit_kw: Annotated[Decimal, Ge(0)] | None
    settings: tuple[Setting, ...]
    conditions: tuple[Condition, ...]
    witness_test: bool
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deficiency:
    """What an application lacks.

    Args:
        what: The sentence that says it.
        owner: Who has to mend it.
        due_on: The last day for it.
    """

    what: str
    owner: str
    due_on: date
