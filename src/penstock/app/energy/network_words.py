"""What a study says, in lines for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import Hosting
from penstock.engineering.network.operating import LoadLevel
from penstock.engineering.network.screens.screening import Screening, Verdict
from penstock.engineering.network.study.criteria import Reading
from penstock.engineering.network.study.studying import AtLevel, Study
from penstock.kernel.counting import counted

_WIDTH = 100
_MOST_LOADED = 5
_DIGITS = {"pu": 4, "%": 1, "kW": 1, "Pst": 2}


def study_lines(done: Study) -> Iterator[str]:
    """Yield a study: the verdict, each criterion, why, and what happens where the generator is."""
    yield f"{described(done)}: {verdict(done)}."
    yield ""
    yield from _table(
        [("", "criterion", "without", "with", "limit", "margin", "worst at")]
        + [_row(reading, level) for reading, level in done.worst],
        right=(2, 3, 4, 5),
    )
    yield ""
    yield f"At bus {done.bus.name}"
    yield from _table([("", *(at.level.name for at in done.levels)), *_at_bus(done)], right=(1, 2))
    yield from _paragraph(
        f"A {done.fault.kind} fault at bus {done.fault.bus} draws {done.fault.grid_amps:,.0f} A "
        f"from the grid; this generator adds {done.fault.new_amps:,.1f} A at most.",
        indent="  ",
    )
    yield ""
    if done.levels[0].after.layout.rated:
        yield "Most loaded, without and with it"
        yield from _table(
            [("", *(at.level.name for at in done.levels)), *_loaded(done)], right=(1, 2)
        )
        yield ""
    yield "Why these limits"
    for reading, _ in done.worst:
        yield from _paragraph(
            f"{reading.criterion}: {reading.limit.basis} ({reading.limit.source})", indent="  "
        )
    if done.unrated:
        yield ""
        yield from _paragraph(
            f"{counted(len(done.unrated), 'line states', 'lines state')} no rating, so that their "
            f"loading is not judged: {_some(done.unrated)}."
        )


def described(done: Study) -> str:
    """Return what is connected where, in words."""
    behind = done.feeder.service_transformer(done.bus.name)
    where = f" behind {behind.name} ({behind.kva:g} kVA)" if behind and behind.kva else ""
    nodes = "-".join(map(str, done.nodes))
    kv = f"{done.bus.across_kv(done.nodes):.3g} kV"
    return (
        f"{done.generator.kw:,g} kW at bus {done.bus.name} (phase {nodes}, {kv}){where} of feeder "
        f"{done.feeder.name}"
    )


def verdict(done: Study) -> str:
    """Return whether the generator keeps all limits, and which not."""
    broken = [reading.criterion for reading, _ in done.worst if not reading.passed]
    if broken:
        return f"breaks {_listed(broken)}"
    older = any(reading.was_broken for reading, _ in done.worst)
    return "breaks no limit that was kept without it" if older else "keeps all limits"


def _row(reading: Reading, level: LoadLevel) -> tuple[str, ...]:
    unit = reading.limit.unit
    known = reading.passed and reading.was_broken
    mark = "as was" if known else "pass" if reading.passed else "FAIL"
    note = "; beyond it without the generator too" if known else ""
    return (
        mark,
        reading.criterion,
        "" if reading.before is None else number(reading.before, unit),
        number(reading.value, unit),
        number(reading.limit.value, unit),
        number(reading.limit.margin(reading.value), unit),
        f"{reading.place} at {level.name}{note}",
    )


def _at_bus(done: Study) -> Iterator[tuple[str, ...]]:
    def row(name: str, *texts: str) -> tuple[str, ...]:
        return (name, *texts)

    levels, bus, nodes = done.levels, done.bus, done.nodes
    yield row("voltage without it", *(number(at.before.bus_pu(bus, nodes), "pu") for at in levels))
    yield row("voltage with it", *(number(at.after.bus_pu(bus, nodes), "pu") for at in levels))
    yield row("step when it trips", *(number(at.step_percent, "%", digits=2) for at in levels))
    yield row("what it gives", *(_output(at) for at in levels))
    yield row("steps of taps that move", *(str(at.taps_moved) for at in levels))
    yield row("losses without it", *(number(at.before.losses_kw, "kW") for at in levels))
    yield row("losses with it", *(number(at.after.losses_kw, "kW") for at in levels))


def _loaded(done: Study) -> Iterator[tuple[str, ...]]:
    """Yield the elements that carry the largest share of their rating at any load level."""
    rated = done.levels[0].after.layout.rated
    shares = [
        max(float(at.after.loading_percent[n]) for at in done.levels) for n in range(len(rated))
    ]
    for place in sorted(range(len(rated)), key=lambda n: -shares[n])[:_MOST_LOADED]:
        pairs = (
            (at.before.loading_percent[place], at.after.loading_percent[place])
            for at in done.levels
        )
        yield (rated[place].name, *(f"{old:.1f} → {new:.1f} %" for old, new in pairs))


def _output(at: AtLevel) -> str:
    kvar = f" {at.output.kvar:+,.1f} kvar" if at.output.kvar else ""
    return f"{at.output.kw:,.1f} kW{kvar}"


def hosting_lines(feeder: Feeder, found: Sequence[Hosting], level: LoadLevel) -> Iterator[str]:
    """Yield how much each bus takes, with what limits it, and what limits the others."""
    yield (
        f"Feeder {feeder.name} at {level.percent:g} % load, one generator at a time, "
        "power factor 1, regulators at rest:"
    )
    yield ""
    rows: list[tuple[str, ...]] = [("bus", "phases", "kV", "takes", "limited by", "at", "next")]
    rows += [_hosting_row(each) for each in found]
    yield from _table(rows, right=(2, 3))
    yield ""
    limits = Counter(str(each.limiting.criterion) for each in found if each.limiting)
    named = ", ".join(f"{name} {count}" for name, count in limits.most_common())
    yield from _paragraph(
        f"{counted(len(found), 'bus', 'buses')}; limited by: {named or 'nothing'}."
    )


def _hosting_row(each: Hosting) -> tuple[str, ...]:
    limiting = each.limiting
    following = next((c for c in each.capacities[1:] if c.is_limited), None)
    return (
        each.bus.name,
        "-".join(map(str, each.bus.nodes)),
        f"{each.bus.across_kv(each.bus.nodes):.3g}",
        f"{each.kw:,.1f} kW",
        str(limiting.criterion) if limiting else "nothing up to there",
        limiting.place if limiting else "",
        f"{following.criterion} from {following.kw:,.0f} kW" if following else "",
    )


def screening_lines(done: Study, screening: Screening, *, on: date) -> Iterator[str]:
    """Yield what each screen says, with its numbers and its reason."""
    rules = screening.rules
    yield f"{described(done)}:"
    for stage in dict.fromkeys(each.stage for each in rules.screens):
        yield f"  {stage}: {_OUTCOMES[screening.outcome(stage)]}"
    yield ""
    for each in screening.results:
        number_, title = (each.screen.section, each.screen.title) if each.screen else _FIRST
        yield f"  {each.verdict:<9}  {number_:<8}  {title}"
        yield from wrap(each.found, _WIDTH, initial_indent=_DEEP, subsequent_indent=_DEEP)
        if each.screen:
            basis = f"Because: {each.screen.basis}"
            yield from wrap(basis, _WIDTH, initial_indent=_DEEP, subsequent_indent=_DEEP)
    yield ""
    yield from _paragraph(
        f"{rules.name}, {rules.jurisdiction}, as in force on {on}: {rules.source}."
    )


_DEEP = " " * 23
_FIRST = ("2.1", "Fast track is open to it")
_OUTCOMES = {
    Verdict.PASS: "all screens pass",
    Verdict.FAIL: "a screen fails",
    Verdict.UNDECIDED: "open, because something is not stated",
    Verdict.NOT_APPLICABLE: "no screen applies",
}


def number(value: float, unit: str, *, digits: int | None = None) -> str:
    """Return a value with the digits that its unit deserves."""
    places = _DIGITS[unit] if digits is None else digits
    text = f"{value:,.{places}f} {unit}"
    return text.removeprefix("-") if float(f"{value:.{places}f}") == 0 else text


def _table(rows: Sequence[Sequence[str]], *, right: tuple[int, ...] = ()) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {'  '.join(cells)}".rstrip()


def _paragraph(text: str, *, indent: str = "") -> Iterator[str]:
    yield from wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else str(last)


def _some(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
