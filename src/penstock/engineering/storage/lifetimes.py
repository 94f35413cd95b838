"""A battery over the years of a project: what it holds and gives, and how long it is covered."""

from collections.abc import Callable
from dataclasses import dataclass

from penstock.engineering.storage.ageing import Health, Stress, stress_of
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch
from penstock.engineering.storage.errors import StorageError, require_number

# A dispatch serves the years until the capacity has fallen by this much more.
_REDISPATCH_SHARE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Warranty:
    """What the maker promises, until years or throughput are used up, whichever is first.

    Args:
        years: For how long.
        share: What is left of the capacity at the end, 0 to 1.
        throughput_kwh: What the battery may give; no limit where none is stated. [kWh]
    """

    years: int
    share: float
    throughput_kwh: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeYear:
    """A year of a battery's life.

    Args:
        year: The year of the project, from 1.
        share: What is left of the capacity at its beginning, 0 to 1.
        dispatch: What it does; of a year before where the capacity was nearly the same.
        throughput_kwh: What this battery has given by the end of the year. [kWh]
        replaced: Whether a new battery came at its beginning.
        covered: Whether the warranty holds until its end.
        below_warranty: Whether less is left at its end than a warranty that holds promises.
    """

    year: int
    share: float
    dispatch: Dispatch
    throughput_kwh: float
    replaced: bool
    covered: bool
    below_warranty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long a battery is followed, and when it is replaced.

    Args:
        years: Of the project.
        warranty: The maker's, if there is one.
        replace_below: The share of the capacity below which a new one comes; never where none is
            given.
        cell_celsius: The cells' temperature. [°C]
    """

    years: int
    warranty: Warranty | None = None
    replace_below: float | None = None
    cell_celsius: float = 25.0

    def __post_init__(self) -> None:
        if self.years < 1:
            raise StorageError(f"A battery is followed for {self.years} years; expected 1 or more.")
        if self.replace_below is not None:
            require_number(self.replace_below, "share to replace a battery at", high=1.0)
        if self.warranty is not None:
            require_number(self.warranty.share, "share that the warranty promises", high=1.0)


def lifetime(
    battery: Battery, dispatch_of: Callable[[Battery], Dispatch], plan: Plan
) -> tuple[LifeYear, ...]:
    """Return a battery's years: each dispatched with what ageing has left of the capacity.

    A year is dispatched anew when the capacity has fallen by two percentage points since the last
    time; its ageing is that of its dispatch.

    Args:
        battery: The battery when new.
        dispatch_of: The dispatch of a year with a faded battery.
        plan: For how long, and when it is replaced.
    """
    life = _Life(battery, dispatch_of, plan)
    return tuple(life.live(year) for year in range(1, plan.years + 1))


class _Life:
    """Carries a battery's health from year to year."""

    def __init__(
        self, battery: Battery, dispatch_of: Callable[[Battery], Dispatch], plan: Plan
    ) -> None:
        self._battery, self._dispatch_of, self._plan = battery, dispatch_of, plan
        self._known: dict[float, tuple[Dispatch, Stress]] = {}
        self._health, self._age, self._given_kwh = Health(), 0, 0.0

    def live(self, year: int) -> LifeYear:
        """Return the next year."""
        replaced = self._is_due()
        if replaced:
            self._health, self._age, self._given_kwh = Health(), 0, 0.0
        share = self._health.share
        dispatch, stress = self._year_with(share)
        self._health, self._age = self._health.after(stress), self._age + 1
        self._given_kwh += stress.throughput_kwh
        covered, warranty = self._covered(), self._plan.warranty
        return LifeYear(
            year=year,
            share=share,
            dispatch=dispatch,
            throughput_kwh=self._given_kwh,
            replaced=replaced,
            covered=covered,
            below_warranty=covered and warranty is not None and self._health.share < warranty.share,
        )

    def _is_due(self) -> bool:
        limit = self._plan.replace_below
        return limit is not None and self._age > 0 and self._health.share < limit

    def _year_with(self, share: float) -> tuple[Dispatch, Stress]:
        for known in self._known:
            if 0 <= known - share < _REDISPATCH_SHARE:
                return self._known[known]
        dispatch = self._dispatch_of(self._battery.faded(share))
        found = dispatch, stress_of(dispatch, cell_celsius=self._plan.cell_celsius)
        self._known[share] = found
        return found

    def _covered(self) -> bool:
        warranty = self._plan.warranty
        if warranty is None:
            return False
        most_kwh = warranty.throughput_kwh
        return self._age <= warranty.years and (most_kwh is None or self._given_kwh <= most_kwh)
