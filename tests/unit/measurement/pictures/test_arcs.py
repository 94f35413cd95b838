from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.pictures.svg import lettering
from penstock.kernel.pictures.text import CAPTION_BOLD
from penstock.measurement.flow.process_map import MappedMove
from penstock.measurement.pictures.arcs import Arc, arcs_of

PLACES = {f"S.{number}": (200.0 * number, 200.0 * number + 138) for number in range(6)}
MOVES = st.lists(
    st.tuples(
        st.sampled_from(sorted(PLACES)), st.sampled_from(sorted(PLACES)), st.integers(1, 10**6)
    ),
    max_size=12,
    unique_by=lambda move: move[:2],
)


def drawn(moves: list[tuple[str, str, int]]) -> list[Arc]:
    made = (
        MappedMove(source_id=source, target_id=target, is_declared=False, moves=cases, cases=cases)
        for source, target, cases in moves
    )
    labels = [(each, lettering(f"{each.cases:,}", CAPTION_BOLD, width=80)) for each in made]
    return arcs_of(labels, PLACES)


@given(MOVES)
def test_arcs_of_one_lane_do_not_meet(moves: list[tuple[str, str, int]]) -> None:
    arcs = drawn(moves)

    for one, other in combinations(arcs, 2):
        apart = one.reach[1] < other.reach[0] or other.reach[1] < one.reach[0]
        assert apart or one.lane != other.lane


@given(MOVES)
def test_every_arc_begins_and_ends_on_its_stages_at_a_place_of_its_own(
    moves: list[tuple[str, str, int]],
) -> None:
    arcs = drawn(moves)

    ends = [x for arc in arcs for x in (arc.begin_x, arc.end_x)]
    assert len(set(ends)) == len(ends)
    for arc in arcs:
        assert PLACES[arc.move.source_id][0] < arc.begin_x < PLACES[arc.move.source_id][1]
        assert PLACES[arc.move.target_id][0] < arc.end_x < PLACES[arc.move.target_id][1]
