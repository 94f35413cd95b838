"""The certificate of completion, and what still stands between it and permission to operate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from penstock.casework.interconnection.application import SignedBy
from penstock.casework.interconnection.terms import AgreementTerms, Setting

# IEEE 1547-2018, 8.1.1: an unintended island is left within two seconds.
_CEASE_WITHIN_S = Decimal(2)
# The same, 4.10.3: default delay before an inverter enters service again.
_ENTER_SERVICE_S = Decimal(300)
_ROUNDING = Decimal("1.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the local authority found.

    Args:
        authority: Who inspected.
        inspected_on: When.
        has_passed: Whether it may run.
        certificate: The number of the paper that says so.
    """

    authority: str
    inspected_on: date
    has_passed: bool
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissioningReadings:
    """What was measured by the commissioning test of IEEE 1547.1; None where nobody measured.

    Args:
        ceases_within_s: From the loss of the grid until nothing flows out. [s]
        enters_service_after_s: From the grid's return until it feeds again. [s]
        export_kw: The most that flowed out while nothing was used. [kW]
    """

    ceases_within_s: Decimal | None = None
    enters_service_after_s: Decimal | None = None
    export_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionForm:
    """What an applicant says of the finished system.

    Args:
        capacity_kw_ac: Nameplate of what was installed. [kW]
        serial_numbers: Of the inverters.
        settings: As they stand in the inverters, by function.
        inspection: Of the local authority.
        readings: Of the commissioning test.
        completed_on: When it was finished.
        signature: Who says so.
    """

    capacity_kw_ac: Decimal
    serial_numbers: tuple[str, ...]
    settings: tuple[Setting, ...]
    inspection: Inspection
    readings: CommissioningReadings
    completed_on: date
    signature: SignedBy


def not_yet(
    form: CompletionForm, terms: AgreementTerms, *, witnessed: bool = False
) -> tuple[str, ...]:
    """Return every reason why a finished system may not run yet; nothing where it may.

    Args:
        form: What the applicant says.
        terms: What was agreed.
        witnessed: Whether the utility has watched the test and found it passed.
    """
    return (
        *_inspection(form),
        *_installed(form, terms),
        *_settings(form.settings, terms.settings),
        *_readings(form.readings, terms),
        *_witness(terms, witnessed=witnessed),
        *_signed(form, terms),
    )


def _witness(terms: AgreementTerms, *, witnessed: bool) -> Iterator[str]:
    if terms.witness_test and not witnessed:
        yield "the utility has to watch the commissioning test, and has not yet: agree on a day"


def _inspection(form: CompletionForm) -> Iterator[str]:
    found = form.inspection
    if not found.has_passed:
        yield (
            f"the inspection by {found.authority} on {found.inspected_on} was not passed: mend "
            "what was found and have it inspected again"
        )
    elif not found.certificate.strip():
        yield f"the inspection's certificate is missing: give the number from {found.authority}"


def _installed(form: CompletionForm, terms: AgreementTerms) -> Iterator[str]:
    if form.capacity_kw_ac <= 0:
        yield f"capacity_kw_ac is {form.capacity_kw_ac}: write the nameplate of what was installed"
    elif form.capacity_kw_ac > terms.capacity_kw_ac * _ROUNDING:
        yield (
            f"{form.capacity_kw_ac} kW were installed, but {terms.capacity_kw_ac} kW were agreed: "
            "remove the rest or apply for it"
        )
    if not any(each.strip() for each in form.serial_numbers):
        yield "serial_numbers is empty: give the serial number of every inverter"


def _settings(found: tuple[Setting, ...], agreed: tuple[Setting, ...]) -> Iterator[str]:
    by_function = {each.function: each.value for each in found}
    for each in agreed:
        value = by_function.get(each.function)
        if value is None:
            yield f"the setting {each.function} is missing: the agreement wants {each.value}"
        elif value.split() != each.value.split():
            yield f"the setting {each.function} is {value}, but {each.value} was agreed"


def _readings(found: CommissioningReadings, terms: AgreementTerms) -> Iterator[str]:
    yield from _cease(found.ceases_within_s)
    delay = found.enters_service_after_s
    if delay is None:
        yield "readings.enters_service_after_s is missing: measure how long it waits for the grid"
    elif delay < _ENTER_SERVICE_S:
        yield (
            f"it enters service {delay} s after the grid returns; expected at least "
            f"{_ENTER_SERVICE_S} s (IEEE 1547-2018, 4.10.3)"
        )
    if terms.export_limit_kw is None:
        return
    if found.export_kw is None:
        yield "readings.export_kw is missing: the agreement limits the export, so measure it"
    elif found.export_kw > max(terms.export_limit_kw * _ROUNDING, Decimal("0.1")):
        yield (
            f"{found.export_kw} kW flowed out, but {terms.export_limit_kw} kW were agreed: set the "
            "export control"
        )


def _cease(seconds: Decimal | None) -> Iterator[str]:
    if seconds is None:
        yield "readings.ceases_within_s is missing: measure how soon it stops without the grid"
    elif seconds > _CEASE_WITHIN_S:
        yield (
            f"it stops {seconds} s after the grid is lost; expected within {_CEASE_WITHIN_S} s "
            "(IEEE 1547-2018, 8.1.1)"
        )


def _signed(form: CompletionForm, terms: AgreementTerms) -> Iterator[str]:
    if not form.signature.name.strip() or form.signature.on is None:
        yield "signature is missing: who finished the system signs with name and date"
    if form.completed_on >= terms.valid_until:
        yield (
            f"it was completed on {form.completed_on}, but the agreement ended before "
            f"{terms.valid_until}: apply again"
        )
    if form.inspection.inspected_on < form.completed_on and form.inspection.has_passed:
        yield (
            f"it was inspected on {form.inspection.inspected_on}, before it was completed on "
            f"{form.completed_on}: correct one of the days"
        )
