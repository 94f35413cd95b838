"""The slowest stage of every stream, found at once."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.measurement.flow.bottlenecks import FEWEST, bottlenecks
from penstock.measurement.flow.slowest import slowest_stages
from penstock.measurement.flow.stage_times import stage_times
from penstock.measurement.trends.histograms import MINUTE_US
from tests.logs import STREAM
from tests.random_logs import random_log


@settings(max_examples=8)
@given(seed=st.integers(0, 2**64))
def test_it_is_a_stage_that_no_other_holds_longer_than_to_the_minute(seed: int) -> None:
    log = random_log(random.Random(seed), 60)

    found = slowest_stages(log).get(STREAM)

    times = {
        each.stage_id: each.step.p50_us // MINUTE_US
        for each in bottlenecks(stage_times(log, STREAM), ())
    }
    assert (found is None) is (not times)
    if found:
        assert found.visits >= FEWEST
        assert found.median_us // MINUTE_US == times[found.stage_id] == max(times.values())
