"""Whatever is done to a log is found; `dev.py chaos --tamper` does it to a long one."""

from collections import Counter
from unittest.mock import patch

from penstock.governance.audit import verifying
from penstock.governance.audit.chain import START
from penstock.governance.audit.verifying import verify
from tests.chaos.tampering import PER_HEAD, TAMPERS, Remembering, rounds
from tests.unit.governance.audit.logs import SECRET, made


def test_a2_every_random_tampering_is_found_and_nothing_before_it_is_suspected() -> None:
    done = list(rounds(made(1_200, per_head=PER_HEAD), count=30 * len(TAMPERS), seed=20261120))

    assert [each for each in done if not each.is_found] == []
    assert set(Counter(each.tampered.what for each in done).values()) == {30}


def test_a_log_that_was_left_alone_is_not_suspected() -> None:
    log = made(1_200, per_head=PER_HEAD)

    elsewhere = {"elsewhere": log.heads[-1]}
    assert list(verify(log.rows, log.heads, public_key=SECRET.public_key, outside=elsewhere)) == []


def test_what_is_remembered_of_a_log_hides_no_change() -> None:
    rows = list(made(50).rows)
    remembering = Remembering(rows)

    assert remembering(rows, after=START, position=0)
    for at in range(50):
        changed = rows[at]._replace(content=rows[at].content.replace("solar", "polar"))
        tampered = [*rows[:at], changed, *rows[at + 1 :]]
        assert not remembering(tampered, after=START, position=0)
    assert not remembering(rows[1:], after=START, position=0)
    assert not remembering([*rows[:7], *rows[8:]], after=START, position=0)


def test_a_verifier_that_counts_nothing_anew_is_caught() -> None:
    with patch.object(verifying, "are_linked", return_value=True):
        done = list(rounds(made(600, per_head=PER_HEAD), count=len(TAMPERS), seed=1))

    assert "a letter of an entry" in {each.tampered.what for each in done if not each.is_found}
