"""What each screen says of a project: its verdict, and the numbers and the reason behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from penstock.engineering.network.screens.facts import Connection, Facts, Wires
from penstock.engineering.network.screens.rules import Asks, Screen, ScreenSet


class Verdict(StrEnum):
    """What comes out of a screen."""

    PASS = "pass"  # noqa: S105
    FAIL = "FAIL"
    NOT_APPLICABLE = "n/a"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one screen says.

    Args:
        screen: Which; None for the eligibility that comes before all.
        verdict: What came out.
        found: A sentence with the numbers.
    """

    screen: Screen | None
    verdict: Verdict
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What all screens say.

    Args:
        rules: Which screens.
        results: Eligibility first, then each screen in its order.
    """

    rules: ScreenSet
    results: tuple[Result, ...]

    def outcome(self, stage: str) -> Verdict:
        """Return what a stage comes to: one failure fails it, one open question leaves it open."""
        verdicts = {
            each.verdict
            for each in self.results
            if (each.screen.stage if each.screen else "fast track") == stage
        }
        for worst in (Verdict.FAIL, Verdict.UNDECIDED):
            if worst in verdicts:
                return worst
        return Verdict.PASS


_Answer = tuple[Verdict, str]


def screen(facts: Facts, rules: ScreenSet) -> Screening:
    """Hold a project against every screen."""
    verdict, found = eligible(facts, rules)
    results = [Result(screen=None, verdict=verdict, found=found)]
    for each in rules.screens:
        verdict, found = _ANSWERS[each.asks](facts, each)
        results.append(Result(screen=each, verdict=verdict, found=found))
    return Screening(rules=rules, results=tuple(results))


def eligible(facts: Facts, rules: ScreenSet) -> _Answer:
    """Tell whether a project may ask for fast track, by its line's voltage and its place."""
    row = next((each for each in rules.eligibility if _exact(facts.line_kv) < each.below_kv), None)
    if row is None:
        return Verdict.FAIL, f"the line has {facts.line_kv:g} kV; fast track ends at 69 kV"
    near = facts.is_mainline and facts.miles is not None
    near = near and _exact(facts.miles or 0) <= rules.near_miles
    limit = row.near_kw if near else row.anywhere_kw
    where = f"a mainline within {rules.near_miles:g} miles" if near else "this line"
    found = f"{facts.kw:,g} kW; on {where} of {facts.line_kv:.4g} kV up to {limit:,g} kW may ask"
    return _judged(_exact(facts.kw) <= limit), found


def _tariff(facts: Facts, _: Screen) -> _Answer:
    if facts.subject_to_tariff is None:
        return _unknown("whether the tariff covers this line")
    covered = "covers" if facts.subject_to_tariff else "does not cover"
    return _judged(facts.subject_to_tariff), f"the tariff {covered} this line"


def _penetration(facts: Facts, rule: Screen) -> _Answer:
    part = facts.section
    found = (
        f"{part.generation_kw:,.4g} kW of generation below {part.name}, whose section peaks at "
        f"{part.peak_kw:,.4g} kW: {_share(part.generation_kw, part.peak_kw)}"
    )
    return _within(part.generation_kw, part.peak_kw, rule), found


def _spot_network(facts: Facts, rule: Screen) -> _Answer:
    if facts.is_on_spot_network is None:
        return _unknown("whether it is behind network protectors")
    if not facts.is_on_spot_network:
        return Verdict.NOT_APPLICABLE, "it is not on a spot network"
    if facts.network_peak_kw is None or facts.network_generation_kw is None:
        return _unknown("load and generators of the spot network")
    percent = (rule.limit or Decimal(0)) / 100 * _exact(facts.network_peak_kw)
    limit = min(percent, rule.limit_kw or percent)
    kept = facts.is_inverter and _exact(facts.network_generation_kw) <= limit
    kind = "inverters" if facts.is_inverter else "a generator that is no inverter, with"
    return _judged(
        kept
    ), f"{kind} {facts.network_generation_kw:,g} kW; {limit:,.4g} kW may be there"


def _fault_share(facts: Facts, rule: Screen) -> _Answer:
    found = f"all generators give at most {facts.fault_percent:.4g} % of the grid's fault current"
    return _within(facts.fault_percent, 100, rule), found


def _interrupting_duty(facts: Facts, rule: Screen) -> _Answer:
    if not facts.devices:
        return _unknown("what the devices on this circuit are built to interrupt")
    worst = max(facts.devices, key=lambda each: each.fault_amps / each.interrupting_amps)
    found = (
        f"{worst.name} sees {worst.fault_amps:,.0f} A of its {worst.interrupting_amps:,.0f} A: "
        f"{_share(worst.fault_amps, worst.interrupting_amps)}"
    )
    return _within(worst.fault_amps, worst.interrupting_amps, rule), found


_SUITS: Mapping[Wires, frozenset[Connection]] = {
    Wires.THREE: frozenset(Connection) - {Connection.LINE_TO_NEUTRAL},
    Wires.FOUR: frozenset({Connection.GROUNDED_THREE_PHASE, Connection.LINE_TO_NEUTRAL}),
}


def _line_configuration(facts: Facts, _: Screen) -> _Answer:
    if facts.wires is None:
        return _unknown("whether the line has three or four wires")
    if facts.connection is None:
        return _unknown("how the generator's own transformer is connected to the primary")
    found = f"{facts.connection} on a {facts.wires} line"
    return _judged(facts.connection in _SUITS[facts.wires]), found


def _shared_secondary(facts: Facts, rule: Screen) -> _Answer:
    if facts.secondary_kw is None:
        return Verdict.NOT_APPLICABLE, "it is not on a shared single-phase secondary"
    kept = _exact(facts.secondary_kw) <= (rule.limit or 0)
    return _judged(kept), f"{facts.secondary_kw:,.4g} kW on the secondary, with the new one"


def _center_tap(facts: Facts, rule: Screen) -> _Answer:
    if facts.transformer_kva is None:
        return Verdict.NOT_APPLICABLE, "it is not on a center-tapped service"
    found = (
        f"{facts.imbalance_kw:,.4g} kW more on one leg, of a transformer of "
        f"{facts.transformer_kva:g} kVA: {_share(facts.imbalance_kw, facts.transformer_kva)}"
    )
    return _within(facts.imbalance_kw, facts.transformer_kva, rule), found


def _stability(facts: Facts, rule: Screen) -> _Answer:
    if facts.stability_limited is None:
        return _unknown("whether transient stability is limited in this area")
    if not facts.stability_limited:
        return Verdict.NOT_APPLICABLE, "no limit of transient stability is known in this area"
    if facts.transmission_side_kw is None:
        return _unknown("the generators at the transmission side of the substation")
    found = f"{facts.transmission_side_kw:,g} kW at the transmission side, with the new one"
    return _judged(_exact(facts.transmission_side_kw) <= (rule.limit_kw or 0)), found


def _construction(facts: Facts, _: Screen) -> _Answer:
    if facts.quality is None:
        return _unknown("whether anything would be overloaded")
    if facts.quality.overloaded:
        return Verdict.FAIL, f"{facts.quality.overloaded} would be loaded beyond its rating"
    return Verdict.PASS, "the power flow finds nothing that has to be replaced"


def _minimum_load(facts: Facts, rule: Screen) -> _Answer:
    parts = facts.upstream or (facts.section,)
    limit = rule.limit or Decimal(0)
    # Below the least load, not as much as it.
    over = [p for p in parts if _exact(p.generation_kw) * 100 >= limit * _exact(p.minimum_kw)]
    worst = (over or sorted(parts, key=lambda p: p.minimum_kw - p.generation_kw))[0]
    found = (
        f"below {worst.name}: {worst.generation_kw:,.4g} kW of generation, least load "
        f"{worst.minimum_kw:,.4g} kW: {_share(worst.generation_kw, worst.minimum_kw)}"
    )
    return _judged(not over), found


def _power_quality(facts: Facts, _: Screen) -> _Answer:
    if facts.quality is None:
        return _unknown("what a power flow finds")
    broken = (*facts.quality.broken, *facts.quality.fluctuating)
    if broken:
        return Verdict.FAIL, f"the power flow finds a broken limit: {', '.join(broken)}"
    if not facts.is_certified:
        return _unknown("whether harmonics keep IEEE 519: the equipment is not stated as certified")
    return Verdict.PASS, "voltage and fluctuation are kept, harmonics by certified equipment"


def _safety(facts: Facts, _: Screen) -> _Answer:
    if facts.safety_reviewed is None:
        return _unknown("what an engineer finds on safety and reliability")
    what = "no effect" if facts.safety_reviewed else "an effect"
    return _judged(facts.safety_reviewed), f"an engineer found {what} that needs a study"


_ANSWERS: Mapping[Asks, Callable[[Facts, Screen], _Answer]] = {
    Asks.TARIFF: _tariff,
    Asks.PENETRATION: _penetration,
    Asks.SPOT_NETWORK: _spot_network,
    Asks.FAULT_SHARE: _fault_share,
    Asks.INTERRUPTING_DUTY: _interrupting_duty,
    Asks.LINE_CONFIGURATION: _line_configuration,
    Asks.SHARED_SECONDARY: _shared_secondary,
    Asks.CENTER_TAP: _center_tap,
    Asks.STABILITY: _stability,
    Asks.CONSTRUCTION: _construction,
    Asks.MINIMUM_LOAD: _minimum_load,
    Asks.POWER_QUALITY: _power_quality,
    Asks.SAFETY: _safety,
}


def _within(value: float, whole: float, rule: Screen) -> Verdict:
    """Compare a share in exact decimals, so that what is at the limit passes."""
    return _judged(_exact(value) * 100 <= (rule.limit or Decimal(0)) * _exact(whole))


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _share(value: float, whole: float) -> str:
    return f"{100 * value / whole:.4g} %" if whole else "there is no load"


def _judged(kept: bool) -> Verdict:  # noqa: FBT001
    return Verdict.PASS if kept else Verdict.FAIL


def _unknown(what: str) -> _Answer:
    return Verdict.UNDECIDED, f"nobody has stated {what}"
