"""From what the science found to what a case keeps: exact numbers with their reasons."""

from collections.abc import Iterable
from decimal import Decimal

from penstock.engineering.network.screens.screening import Result, Screening
from penstock.engineering.network.study.studying import Study
from penstock.streams.aov_04_interconnection.items import CriterionFinding, ScreenFinding

_DIGITS = {"pu": 4, "%": 2, "kW": 2, "Pst": 3}
_FAST_TRACK = "fast track"
_ELIGIBLE = (
    "Screens are made for projects that are small beside the line that takes them; whatever is "
    "larger is studied."
)


def screens_of(screening: Screening, stage: str) -> tuple[ScreenFinding, ...]:
    """Return what the screens of a stage say, eligibility first."""
    return tuple(
        _screen(each)
        for each in screening.results
        if (each.screen.stage if each.screen else _FAST_TRACK) == stage
    )


def _screen(result: Result) -> ScreenFinding:
    rule = result.screen
    if rule is None:
        return ScreenFinding(
            section="2.1",
            stage=_FAST_TRACK,
            title="Fast track is open to it",
            verdict=str(result.verdict),
            found=result.found,
            basis=_ELIGIBLE,
        )
    return ScreenFinding(
        section=rule.section,
        stage=rule.stage,
        title=rule.title,
        verdict=str(result.verdict),
        found=result.found,
        basis=rule.basis,
        limit_percent=rule.limit,
        limit_kw=rule.limit_kw,
    )


def criteria_of(done: Study) -> tuple[CriterionFinding, ...]:
    """Return each criterion at the place and load level where it is worst."""
    return tuple(
        CriterionFinding(
            criterion=str(reading.criterion),
            level=level.name,
            place=reading.place,
            without=None if reading.before is None else exact(reading.before, reading.limit.unit),
            with_it=exact(reading.value, reading.limit.unit),
            limit=exact(reading.limit.value, reading.limit.unit),
            unit=reading.limit.unit,
            is_kept=reading.passed,
            basis=reading.limit.basis,
            source=reading.limit.source,
        )
        for reading, level in done.worst
    )


def exact(value: float, unit: str) -> Decimal:
    """Return a value with the digits that its unit deserves."""
    return Decimal(f"{value:.{_DIGITS[unit]}f}")


def listed(words: Iterable[str]) -> str:
    """Return words as people list them: `a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
