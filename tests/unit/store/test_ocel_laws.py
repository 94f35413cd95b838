"""What holds for the export of any case, whatever was asked of it in whatever order."""

from contextlib import suppress

from hypothesis import given

from penstock.delivery import commands as do
from penstock.delivery.case import Status
from penstock.delivery.refusals import RefusedError, UnknownNameError
from penstock.delivery.visits import visits
from penstock.store.ocel import object_centric
from tests.unit.delivery.test_laws import LIVES
from tests.unit.delivery.working import MODEL, Bench, logged, opened


def _lived(commands: list[do.Command]) -> Bench:
    bench = opened()
    for command in commands:
        with suppress(RefusedError, UnknownNameError):
            bench.do(command)
    return bench


@given(LIVES)
def test_every_event_is_there_and_every_relation_leads_to_an_object(
    commands: list[do.Command],
) -> None:
    bench = _lived(commands)
    log = object_centric([logged(bench)])

    known = {each.id for each in log.objects}
    named = {each.object_id for event in log.events for each in event.relations}
    named |= {each.object_id for source in log.objects for each in source.relations}
    assert len(log.events) == len(bench.log)
    assert named == known


@given(LIVES)
def test_the_last_change_says_where_the_case_stands(commands: list[do.Command]) -> None:
    bench = _lived(commands)
    log = object_centric([logged(bench)])

    assert bench.case is not None
    [own] = [each for each in log.objects if each.id == bench.case.case_id]
    last = {name: value for (name, _), value in own.changes.items()}
    assert (last["status"], last["stage"]) == (bench.case.status, bench.case.stage_id)


@given(LIVES)
def test_the_last_visit_is_where_the_case_stands(commands: list[do.Command]) -> None:
    bench = _lived(commands)
    made = visits(logged(bench), lambda _: MODEL)

    assert bench.case is not None
    assert [each.seq for each in made] == list(range(1, sum(bench.case.visits.values()) + 1))
    assert (made[-1].stage_id, made[-1].visit) == (bench.case.stage_id, bench.case.visit)
    assert made[-1].closes == (bench.case.status is Status.CLOSED)
    assert all(each.exited for each in made[:-1])
