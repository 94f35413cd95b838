"""What holds on every store, whatever is asked of a case in whatever order."""

from hypothesis import HealthCheck, given, settings

from penstock.delivery import commands as do
from penstock.delivery.ports import Store, Wanted
from penstock.delivery.refusals import RefusedError, UnknownNameError
from tests.contract.desk import Desk, from_log, stored
from tests.unit.delivery.test_laws import LIVES


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LIVES)
def test_the_case_that_is_kept_is_the_one_its_log_makes(
    store: Store, commands: list[do.Command]
) -> None:
    desk = Desk(store)
    case_id = _new_case(desk)
    for command in commands:
        try:
            desk.hand_in(command, case_id=case_id)
        except (RefusedError, UnknownNameError):
            continue
        finally:
            assert stored(store, case_id) == from_log(store, case_id)


def _new_case(desk: Desk) -> str:
    """Open a case beside those of earlier examples."""
    case_id = f"SOL-{len(desk.store.find(Wanted(limit=1000)))}"
    desk.open(case_id)
    return case_id
