"""The sentences under the titles."""

from dataclasses import replace

from penstock.measurement.pictures.ageing import ageing_finding
from penstock.measurement.pictures.bottlenecks import bottleneck_finding
from penstock.measurement.pictures.cumulative_flow import cumulative_flow_finding
from penstock.measurement.pictures.funnel import funnel_finding
from penstock.measurement.pictures.process_map import process_map_finding
from penstock.measurement.pictures.timeline import Flag, timeline_finding, timeline_picture
from tests.unit.measurement.pictures import flow_examples as examples

DRAWN = examples.drawn()


def test_the_map_names_the_slowest_step_and_what_was_done_again() -> None:
    assert process_map_finding(examples.a_map(), DRAWN) == (
        "120 cases; Permitting & Interconnection Application is the slowest step, with 26 days in"
        " the median; 25 visits were of a stage that the case had seen before."
    )


def test_a_stage_with_few_visits_is_not_called_the_slowest() -> None:
    few = examples.a_map()
    stages = tuple(replace(each, visits=min(each.visits, 19)) for each in few.stages)

    assert "slowest" not in process_map_finding(replace(few, stages=stages), DRAWN)


def test_the_flow_names_where_most_cases_are() -> None:
    assert cumulative_flow_finding(examples.a_flow(), DRAWN) == (
        "63 cases are on the way at the end of 10 Apr 2026, the most (37) at Build; endings run"
        " 21 days behind arrivals."
    )


def test_ageing_names_how_many_are_older_than_most_before() -> None:
    assert ageing_finding(examples.ages(), DRAWN) == (
        "2 of 45 open cases are older than 95 % of the visits that their stage had before, 2 at"
        " Inquiry."
    )


def test_bars_name_the_longest_stage_and_its_waiting() -> None:
    assert bottleneck_finding(examples.times(), DRAWN) == (
        "Permitting & Interconnection Application takes longest: 36 days in the mean of 10 visits,"
        " 71 % of it waiting."
    )


def test_the_funnel_speaks_of_decided_months_alone() -> None:
    assert funnel_finding(examples.a_funnel(), DRAWN) == (
        "40 % of the cases of decided months came to S.4 within 90 days; 39 % came no further than"
        " Permitting & Interconnection Application, more than were lost anywhere else."
    )


def test_the_way_of_a_case_says_where_it_is() -> None:
    assert timeline_finding(examples.a_timeline(), DRAWN) == (
        "70 days in 4 visits of stages, 91 % of them waiting; it is in Permitting &"
        " Interconnection Application."
    )


def test_the_way_of_a_cancelled_case_says_so() -> None:
    way = examples.a_timeline()
    last = replace(way.stays[0], outcome="cancelled")

    assert timeline_finding(replace(way, stays=(last,)), DRAWN).endswith("cancelled in Inquiry.")


def test_a_promise_is_a_line_where_it_is_due_and_says_so_when_it_is_late() -> None:
    late = Flag("this stage", examples.BEGIN + 20 * examples.DAY, is_late=True)
    due = Flag("the whole case", examples.BEGIN + 90 * examples.DAY, is_late=False)

    svg = timeline_picture(examples.a_timeline(), DRAWN, (late, due))

    assert svg.count('class="target"') == 3
    assert "this stage: ■ late since" in svg
    assert "the whole case: due" in svg
    assert "when a promise is due" in svg
