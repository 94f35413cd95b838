"""How cases flow, for a terminal: sentences first, then tables."""

from collections.abc import Iterator, Sequence

from penstock.app.measuring.flowing import Flow
from penstock.app.measuring.tabling import TABLES
from penstock.app.service_levels.showing import text_lines
from penstock.architecture.exchange.sheets import Cell, Sheet
from penstock.kernel.counting import counted
from penstock.measurement.flow.bottlenecks import FEWEST

_SENTENCES = 3


def flow_lines(flow: Flow) -> Iterator[str]:
    """Yield how cases flow through a stream."""
    yield f"{flow.stream.stream_id} {flow.stream.name}".strip()
    yield _cases(flow)
    if flow.synthetic:
        yield flow.synthetic
    if not flow.whole.cases:
        return
    yield ""
    yield from _sentences(flow)
    for title, table, after in TABLES:
        header, rows = table(flow)
        if rows:
            yield from ("", title, *_indented(header, rows))
            yield from (f"  {line}" for line in after(flow))
    yield from _oddities(flow)


def _cases(flow: Flow) -> str:
    if not flow.whole.cases:
        return "The log has no cases of it."
    until = f"up to {flow.as_of:%Y-%m-%d %H:%M} UTC"
    stages = flow.whole.stages
    closed, cancelled = sum(each.closed for each in stages), sum(each.cancelled for each in stages)
    still = sum(each.open_cases for each in stages)
    whole = counted(flow.whole.cases, "case")
    return f"{whole}: {closed:,} closed, {cancelled:,} cancelled, {still:,} open; {until}."


def _sentences(flow: Flow) -> Iterator[str]:
    told = flow.sentences[:_SENTENCES]
    if not told:
        yield f"No stage has {FEWEST} visits that are over: too few to name a slowest one."
        return
    yield f"Slowest: {told[0]}"
    yield from (f"Then:    {sentence}" for sentence in told[1:])


def _indented(header: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Iterator[str]:
    for line in text_lines(Sheet("", "", tuple(header), tuple(rows))):
        yield f"  {line}"


def _oddities(flow: Flow) -> Iterator[str]:
    if not flow.oddities:
        return
    yield from ("", "Odd in the log, and counted all the same")
    for each in flow.oddities:
        more = ", …" if each.count > len(each.examples) else ""
        yield f"  {each.count:,} {each.kind.value}: {', '.join(each.examples)}{more}"
