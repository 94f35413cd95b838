"""Cases in lines for people."""

from collections.abc import Iterable, Iterator, Sequence

from penstock.app.cases import Shown, Standing
from penstock.app.cases.counting import Crowd
from penstock.app.cases.showing import Held, held
from penstock.app.cases.wording import sentence
from penstock.delivery.ports import Logged


def standing_lines(standing: Standing) -> Iterator[str]:
    """Yield where a case stands, and what comes next."""
    yield f"{_title(standing)}: {_state(standing)}, version {standing.version}"
    again = f", visit {standing.visit}" if standing.visit > 1 else ""
    yield f"  {standing.stage_id} {standing.stage}{again}: {_phase(standing)}"
    if standing.because:
        yield f"  because: {standing.because}"
    yield from (f"  {each}" for each in _deadlines(standing))
    yield from _next(standing)


def shown_lines(shown: Shown) -> Iterator[str]:
    """Yield all that is known of a case."""
    standing = shown.standing
    yield f"{standing.stream_id} {standing.stream}"
    if standing.product:
        yield f"about {standing.product}"
    yield from standing_lines(standing)
    model = shown.model
    for title, criteria in (("Entry", model.entry_criteria), ("Exit", model.exit_criteria)):
        yield f"\n{title} criteria"
        yield from (
            f"  [{'x' if each in shown.case.attested else ' '}] {each}" for each in criteria
        )
    yield "\nInformation items"
    yield from columns((each.name, _item(each)) for each in held(shown))
    if shown.case.links:
        yield "\nOther cases"
    for other, link in shown.case.links.items():
        yield f"  {other} of {link.stream_id}, for {link.stage_id}: {link.answer or 'not ended'}"
    yield "\nWhat happened"
    yield from columns(map(_logged, shown.log))


def list_lines(page: Sequence[Standing]) -> Iterator[str]:
    """Yield a table of cases."""
    return columns(
        (
            each.case_id,
            f"{each.stage_id} {each.stage}",
            _doing(each),
            each.customer,
            "; ".join(due.sentence for due in each.deadlines),
        )
        for each in page
    )


def count_lines(crowds: Sequence[Crowd]) -> Iterator[str]:
    """Yield a table of how many cases stand where, and a line for each status."""
    rows = [
        (f"{each.stage_id} {each.stage}".rstrip(), each.status, f"{each.cases:,}")
        for each in crowds
    ]
    width = max((len(cases) for _, _, cases in rows), default=0)
    yield from columns((stage, status, cases.rjust(width)) for stage, status, cases in rows)
    for status in dict.fromkeys(each.status for each in crowds):
        yield f"{sum(each.cases for each in crowds if each.status == status):,} {status}"


def columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells below each other."""
    table = list(rows)
    widths = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _title(standing: Standing) -> str:
    return f"{standing.case_id} for {standing.customer}" if standing.customer else standing.case_id


def _state(standing: Standing) -> str:
    words = "on hold" if standing.status == "held" else standing.status
    return f"{words} ({standing.reason})" if standing.reason else words


def _phase(standing: Standing) -> str:
    return f"{standing.phase} by {standing.assignee}" if standing.assignee else standing.phase


def _doing(standing: Standing) -> str:
    return _phase(standing) if standing.status == "open" else _state(standing)


def _deadlines(standing: Standing) -> Iterator[str]:
    """Yield what is promised, and when it is due."""
    for each in standing.deadlines:
        of = "the whole case" if each.of == "case" else "the stage"
        yield f"{of} may take {each.promise}: {each.sentence}"


def _next(standing: Standing) -> Iterator[str]:
    if not standing.next:
        yield "Nothing is left to do."
        return
    yield "Next"
    for number, step in enumerate(standing.next, 1):
        who = f" ({step.who})" if step.who else ""
        yield f"  {number}. {step.sentence}{who}"
    if standing.vacancy:
        yield f"Blocked: {standing.vacancy}."
    yield f"Possible now: {', '.join(standing.possible)}"


def _item(each: Held) -> str:
    if each.item is None:
        return "not there yet"
    gone = ", counts no more" if each.item.superseded else ""
    return f"version {each.item.version} from {each.item.stage_id}{gone}"


def _logged(each: Logged) -> tuple[str, str, str, str]:
    at = f"{each.stamp.at:%Y-%m-%d %H:%M}Z"
    return str(each.seq).rjust(3), at, each.stamp.actor, sentence(each.event)
