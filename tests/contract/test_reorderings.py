"""What was reordered in a queue is kept for good, in every store."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from penstock.governance.interconnection.queueing import Reordering
from penstock.store import open_store
from penstock.store.memory import MemoryStore
from penstock.store.sql import SqlStore
from tests.contract.places import Place, by_hand
from tests.unit.delivery.working import NOON

FIRST = Reordering(request_id="Q-3", before_id="Q-1", reason="“safety”", person="Zoë", at=NOON)
# The clock went back, and the order of decisions stays.
SECOND = Reordering(
    request_id="Q-1", before_id="", reason="asked", person="Ada", at=NOON - timedelta(seconds=1)
)


def test_reorderings_come_back_as_they_were_kept_and_in_their_order(
    store: SqlStore | MemoryStore,
) -> None:
    assert store.reorderings.all() == ()

    store.reorderings.append(FIRST)
    store.reorderings.append(SECOND)

    assert store.reorderings.all() == (FIRST, SECOND)


def test_reorderings_are_there_when_the_store_is_opened_again(place: Place) -> None:
    with closing(open_store(place.address)) as store:
        store.reorderings.append(FIRST)

    with closing(open_store(place.address)) as store:
        assert store.reorderings.all() == (FIRST,)


@pytest.mark.parametrize(
    "statement", ["update queue_reordering set reason = ''", "delete from queue_reordering"]
)
def test_no_reordering_is_changed_or_removed(place: Place, statement: str) -> None:
    with closing(open_store(place.address)) as store:
        store.reorderings.append(FIRST)

    with pytest.raises(DatabaseError, match="never changed or removed"), by_hand(place) as database:
        database.execute(text(statement))
