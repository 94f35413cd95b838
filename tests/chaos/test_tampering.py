"""Whatever is done to a log is found; `dev.py chaos --tamper` does it to a long one."""

from collections import Counter

from penstock.governance.audit.verifying import verify
from tests.chaos.tampering import TAMPERS, rounds
from tests.unit.governance.audit.logs import SECRET, made


def test_a2_every_random_tampering_is_found_and_nothing_before_it_is_suspected() -> None:
    done = list(rounds(1_200, count=30 * len(TAMPERS), seed=20261120))

    assert [each for each in done if not each.is_found] == []
    assert set(Counter(each.tampered.what for each in done).values()) == {30}


def test_a_log_that_was_left_alone_is_not_suspected() -> None:
    log = made(1_200, per_head=500)

    elsewhere = {"elsewhere": log.heads[-1]}
    assert list(verify(log.rows, log.heads, public_key=SECRET.public_key, outside=elsewhere)) == []
