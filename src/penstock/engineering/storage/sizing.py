"""Which array and which battery are worth most, of the sizes that a customer's limits allow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from penstock.engineering.storage.errors import StorageError, require_number

# Every size of a small choice is valued; of a larger one each n-th first.
_TRY_ALL = 48


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Size:
    """An array and a number of batteries.

    Args:
        array_kw: The array's power. [kW]
        batteries: How many of one model.
    """

    array_kw: float
    batteries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a customer will not go beyond; no limit where nothing is stated.

    Args:
        budget_cents: The most that it may cost.
        roof_kw: The most that fits on the roof. [kW]
        backup_hours: The least that it has to last without the grid. [h]
    """

    budget_cents: int | None = None
    roof_kw: float | None = None
    backup_hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """How a size is judged; each answers for one size, and the same every time.

    Args:
        cost_cents: What it costs to buy.
        backup_hours: How long it lasts without the grid. [h]
        npv_cents: What it is worth in all years, less what it costs.
    """

    cost_cents: Callable[[Size], int]
    backup_hours: Callable[[Size], float]
    npv_cents: Callable[[Size], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A size with what came of it.

    Args:
        size: The size.
        cost_cents: What it costs.
        backup_hours: How long it lasts without the grid; None where no limit asks. [h]
        npv_cents: What it is worth; None where a limit rules it out, or where a size beside it
            that was valued showed that it would be worth less.
        refused: Why a limit rules it out; empty where none does.
    """

    size: Size
    cost_cents: int
    backup_hours: float | None
    npv_cents: int | None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSizes:
    """What was found.

    Args:
        best: The allowed size of the highest worth; None where no size is allowed. The smallest,
            where several are worth the same.
        tried: Every size, by the number of batteries and then by the array.
        pays: Whether the best one is worth more than nothing at all.
        said: That in a sentence.
    """

    best: Tried | None
    tried: tuple[Tried, ...]
    pays: bool
    said: str


def best_sizes(
    arrays_kw: Sequence[float],
    batteries: Sequence[int],
    questions: Questions,
    limits: Limits | None = None,
) -> BestSizes:
    """Return the size of the highest worth within the limits, and every size that was tried.

    Every size is held against the limits. Of at most 48 sizes each that keeps them is valued. Of
    more, for each number of batteries, each n-th array is valued first, then those beside the best
    one in halved steps: the best of all wherever worth, by the size of the array, rises to one
    summit. Having nothing is among the sizes, with a worth of 0.

    Args:
        arrays_kw: The powers to choose from. [kW]
        batteries: The numbers of batteries to choose from.
        questions: How a size is judged.
        limits: What the customer will not go beyond.

    Raises:
        StorageError: A size or a limit below zero, or nothing to choose from.
    """
    limits = limits or Limits()
    powers_kw, numbers = _axes(arrays_kw, batteries)
    held = _held(limits)
    stride = 1 if len(powers_kw) * len(numbers) <= _TRY_ALL else max(2, len(powers_kw) // 6)
    tried: list[Tried] = []
    for number in numbers:
        sizes = [Size(array_kw=power_kw, batteries=number) for power_kw in powers_kw]
        row = [_judged(size, questions, held) for size in sizes]
        tried += _valued(row, questions, stride)
    allowed = [each for each in tried if each.npv_cents is not None]
    best = max(allowed, key=_worth, default=None)
    pays = best is not None and _worth(best)[0] > 0
    return BestSizes(best=best, tried=tuple(tried), pays=pays, said=_said(best, limits, pays=pays))


def _axes(arrays_kw: Sequence[float], batteries: Sequence[int]) -> tuple[list[float], list[int]]:
    if not arrays_kw or not batteries:
        raise StorageError("There is no size to choose from; give arrays and numbers of batteries.")
    for power_kw in arrays_kw:
        require_number(power_kw, "power of an array to choose from", unit="kW")
    for number in batteries:
        require_number(number, "number of batteries to choose from")
    return sorted({0.0, *map(float, arrays_kw)}), sorted({0, *batteries})


def _held(limits: Limits) -> Limits:
    require_number(limits.budget_cents or 0, "budget", unit="cents")
    require_number(limits.roof_kw or 0.0, "power that fits on the roof", unit="kW")
    require_number(limits.backup_hours or 0.0, "backup", unit="h")
    return limits


def _worth(tried: Tried) -> tuple[int, float, int]:
    assert tried.npv_cents is not None
    return tried.npv_cents, -tried.size.array_kw, -tried.size.batteries


def _valued(row: Sequence[Tried], questions: Questions, stride: int) -> list[Tried]:
    """Return a row of sizes with the worth of each n-th that is allowed, then of those around."""
    allowed = [place for place, each in enumerate(row) if not each.refused]
    found = list(row)
    wanted = {*range(0, len(allowed), stride), len(allowed) - 1} if allowed else set()
    while wanted:
        for place in (allowed[each] for each in sorted(wanted)):
            found[place] = _worked_out(found[place], questions)
        values = [found[place].npv_cents for place in allowed]
        summit = max(
            (place for place, value in enumerate(values) if value is not None),
            key=lambda place: (values[place], -place),
        )
        wanted, stride = _around(values, summit, stride)
    return found


def _around(values: Sequence[int | None], summit: int, stride: int) -> tuple[set[int], int]:
    """Return the places beside a summit that have no value yet, in the widest halved steps."""
    while stride >= 1:
        beside = {place for place in (summit - stride, summit + stride) if 0 <= place < len(values)}
        missing = {place for place in beside if values[place] is None}
        if missing:
            return missing, stride
        stride //= 2
    return set(), 0


def _worked_out(tried: Tried, questions: Questions) -> Tried:
    if tried.npv_cents is not None:
        return tried
    is_none = not tried.size.array_kw and not tried.size.batteries
    return replace(tried, npv_cents=0 if is_none else questions.npv_cents(tried.size))


def _judged(size: Size, questions: Questions, limits: Limits) -> Tried:
    """Return a size with the limit that it breaks, if any; its worth takes longer and is later."""
    is_none = not size.array_kw and not size.batteries
    cost_cents = 0 if is_none else questions.cost_cents(size)
    hours = None
    if limits.backup_hours is not None:
        hours = questions.backup_hours(size) if size.batteries else 0.0
    refused = _refusal(size, cost_cents, hours, limits)
    return Tried(
        size=size, cost_cents=cost_cents, backup_hours=hours, npv_cents=None, refused=refused
    )


def _refusal(size: Size, cost_cents: int, hours: float | None, limits: Limits) -> str:
    if limits.roof_kw is not None and size.array_kw > limits.roof_kw + 1e-9:
        return f"the roof holds {limits.roof_kw:g} kW"
    if limits.budget_cents is not None and cost_cents > limits.budget_cents:
        return f"it costs {_dollars(cost_cents)}, the budget is {_dollars(limits.budget_cents)}"
    if hours is not None and limits.backup_hours is not None and hours < limits.backup_hours:
        return f"it lasts {hours:g} h without the grid, {limits.backup_hours:g} h are asked for"
    return ""


def _said(best: Tried | None, limits: Limits, *, pays: bool) -> str:
    if best is None:
        return "No size keeps all limits; the list says for each which one it breaks."
    if pays:
        return f"{_named(best.size)} is worth most: {_dollars(_worth(best)[0])} more than it costs."
    if not best.size.array_kw and not best.size.batteries:
        return "No size is worth what it costs; having none is best."
    wanted = f"of those with {limits.backup_hours:g} h of backup " if limits.backup_hours else ""
    loss = _dollars(-_worth(best)[0])
    return f"No size is worth what it costs; {wanted}{_named(best.size)} loses least: {loss}."


def _named(size: Size) -> str:
    plural = "battery" if size.batteries == 1 else "batteries"
    return f"{size.array_kw:g} kW with {size.batteries} {plural}"


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.0f}"
