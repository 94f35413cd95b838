from collections.abc import Sequence
from dataclasses import replace

import pytest

from penstock.governance.audit.chain import START, Row, linked
from penstock.governance.audit.findings import Finding
from penstock.governance.audit.heads import Head
from penstock.governance.audit.verifying import verify
from tests.unit.governance.audit.logs import OTHER_SECRET, SECRET, Log, made, signed

LOG = made(12)
LONG = made(2_500, per_head=100)


def found(
    log: Log,
    *,
    rows: Sequence[Row] | None = None,
    heads: Sequence[Head] | None = None,
    **more: Head,
) -> list[Finding]:
    return list(
        verify(
            log.rows if rows is None else rows,
            log.heads if heads is None else heads,
            public_key=SECRET.public_key,
            outside=more,
        )
    )


def sentences(findings: list[Finding]) -> list[str]:
    return [finding.sentence for finding in findings]


@pytest.mark.parametrize("log", [LOG, LONG, made(1)])
def test_a_log_that_nobody_touched_is_whole(log: Log) -> None:
    assert found(log) == []


def test_an_empty_log_is_whole() -> None:
    assert found(LOG, rows=[], heads=[]) == []


def test_an_entry_that_was_changed_is_found_where_it_stands() -> None:
    rows = list(LONG.rows)
    rows[1_700] = rows[1_700]._replace(content=rows[1_700].content.replace("allowed", "denied"))

    assert sentences(found(LONG, rows=rows)) == [
        "Entry 1,701 is not as written: changed, exchanged, put in, or renumbered after others "
        "were put in or taken out."
    ]


def test_a_hash_that_was_changed_is_found_where_it_stands() -> None:
    rows = list(LOG.rows)
    rows[4] = rows[4]._replace(hash="f" * 64)

    assert [(each.fault, each.first, each.last) for each in found(LOG, rows=rows)] == [
        ("changed", 5, 5)
    ]


def test_entries_that_were_taken_out_are_counted() -> None:
    rows = [*LOG.rows[:4], *LOG.rows[6:]]

    assert sentences(found(LOG, rows=rows)) == ["Entries 5 to 6 are missing."]


def test_the_first_entry_is_missed() -> None:
    assert sentences(found(LOG, rows=LOG.rows[1:])) == ["Entry 1 is missing."]


def test_renumbering_hides_nothing_that_was_taken_out() -> None:
    rows = [*LOG.rows[:4], *(row._replace(position=row.position - 1) for row in LOG.rows[5:])]

    faults = [(each.fault, each.first, each.last) for each in found(LOG, rows=rows)]

    assert faults[0] == ("changed", 5, 11)
    assert ("truncated", 12, 12) in faults


def test_entries_that_changed_places_are_found() -> None:
    rows = list(LOG.rows)
    rows[2], rows[3] = (
        rows[2]._replace(content=rows[3].content, hash=rows[3].hash),
        rows[3]._replace(content=rows[2].content, hash=rows[2].hash),
    )

    (first, *_) = found(LOG, rows=rows)

    assert (first.fault, first.first) == ("changed", 3)


def test_rows_that_stand_in_another_order_are_found() -> None:
    rows = [*LOG.rows[:2], LOG.rows[3], LOG.rows[2], *LOG.rows[4:]]

    assert {each.fault for each in found(LOG, rows=rows)} >= {"missing", "misplaced"}


def test_an_entry_that_is_there_twice_is_found() -> None:
    rows = [*LOG.rows[:5], LOG.rows[4], *LOG.rows[5:]]

    assert sentences(found(LOG, rows=rows)) == [
        "Entry 5 is in the log more than once, or out of their order."
    ]


def test_an_entry_that_was_put_in_is_found() -> None:
    new = Row(6, LOG.rows[0].content, "a" * 64)
    rows = [
        *LOG.rows[:5],
        new,
        *(row._replace(position=row.position + 1) for row in LOG.rows[5:]),
    ]

    (first, *_) = found(LOG, rows=rows)

    assert (first.fault, first.first) == ("changed", 6)


def test_entries_that_were_added_past_the_program_are_under_no_head() -> None:
    last = LOG.rows[-1]
    more = list(linked([last.content] * 2, after=last.hash, position=last.position))

    assert sentences(found(LOG, rows=[*LOG.rows, *more])) == [
        "Entries 13 to 14 are under no signed head: somebody added them past this program."
    ]


def test_a_log_that_was_cut_is_found_by_its_heads() -> None:
    assert sentences(found(LOG, rows=LOG.rows[:10])) == [
        "Entries 11 to 12 are cut off: a signed head tells that they were there."
    ]


def test_a_log_that_was_cut_with_its_heads_is_found_by_one_that_had_left() -> None:
    cut = Log(LOG.rows[:6], LOG.heads[:2])

    assert found(cut) == []
    findings = found(cut, safe=LOG.heads[-1])
    assert sentences(findings) == [
        "safe: Entries 7 to 12 are cut off: a signed head tells that they were there."
    ]


def test_a_tail_that_was_written_anew_is_found_by_the_heads() -> None:
    rows = [*LOG.rows[:7], *_again(LOG.rows[7:], after=LOG.rows[6])]

    faults = [(each.fault, each.first, each.last) for each in found(LOG, rows=rows)]

    assert faults == [("rewritten", 9, 12)]


def test_a_log_that_its_owner_wrote_anew_is_found_by_a_head_that_had_left() -> None:
    rows = [*LOG.rows[:7], *_again(LOG.rows[7:], after=LOG.rows[6])]
    forged = Log(rows, list(signed(rows, per_head=3)))

    assert found(forged) == []
    findings = found(forged, safe=LOG.heads[-1])
    assert [each.fault for each in findings] == ["rewritten"]
    assert findings[0].sentence.startswith("safe: Entry 12 is not")


def _again(rows: Sequence[Row], *, after: Row) -> list[Row]:
    """Write the chain behind a row anew, as somebody would who changes the first of the rest."""
    contents = [row.content for row in rows]
    contents[0] = contents[0].replace("allowed", "denied")
    return list(linked(contents, after=after.hash, position=after.position))


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize(
    "changed", [{"position": 1}, {"hash": "0" * 64}, {"erasures": 7}, {"signature": "3" * 128}]
)
def test_a_head_that_was_changed_is_found(number: int, changed: dict[str, object]) -> None:
    heads = list(LOG.heads)
    heads[number] = replace(heads[number], **changed)  # type: ignore[arg-type]

    assert "head changed" in {each.fault for each in found(LOG, heads=heads)}


@pytest.mark.parametrize("number", range(3))
def test_a_head_that_was_taken_out_is_found(number: int) -> None:
    heads = [head for place, head in enumerate(LOG.heads) if place != number]

    (finding,) = found(LOG, heads=heads)

    assert (finding.fault, finding.first) == ("head missing", LOG.heads[number + 1].position)


def test_a_last_head_that_was_taken_out_leaves_entries_without_one() -> None:
    assert [(each.fault, each.first) for each in found(LOG, heads=LOG.heads[:-1])] == [
        ("unsigned", 10)
    ]


def test_heads_of_another_key_are_found() -> None:
    other = made(12, secret=OTHER_SECRET)

    assert {each.fault for each in found(other)} == {"foreign head"}
    assert sentences(found(LOG, safe=other.heads[0])) == [
        "safe: The head at entry 3 was signed with another log's key."
    ]


def test_a_head_from_outside_that_was_changed_is_found() -> None:
    changed = replace(LOG.heads[0], hash=START)

    assert [each.fault for each in found(LOG, safe=changed)] == ["head changed"]


@pytest.mark.parametrize("hostile", ["\ud800", "", "\x00", "é"])
def test_content_that_is_no_entry_is_found_like_any_other(hostile: str) -> None:
    rows = list(LOG.rows)
    rows[3] = rows[3]._replace(content=hostile)

    assert [(each.fault, each.first) for each in found(LOG, rows=rows)] == [("changed", 4)]
