from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.pictures.svg import Text
from penstock.kernel.pictures.text import LABEL
from penstock.measurement.pictures.labels import Label, spread

LABELS = st.lists(
    st.builds(
        lambda lines, y: Label(Text(("x",) * lines, LABEL, "ink"), y),
        st.integers(1, 3),
        st.floats(0, 400),
    ),
    min_size=1,
    max_size=9,
).map(lambda labels: sorted(labels, key=lambda each: each.y))


def label(y: float) -> Label:
    return Label(Text(("x",), LABEL, "ink"), y)


def test_a_label_with_room_is_centred_on_its_place() -> None:
    assert spread([label(100)], top=0, bottom=400) == [100 - LABEL.leading / 2]


def test_a_label_at_the_edge_stays_inside() -> None:
    assert spread([label(400)], top=0, bottom=400) == [400 - LABEL.leading]


@given(LABELS)
def test_labels_keep_their_order_and_never_meet(labels: list[Label]) -> None:
    tops = spread(labels, top=0, bottom=400)

    for (upper, top), lower in zip(zip(labels, tops, strict=True), tops[1:], strict=False):
        assert top + upper.said.height <= lower + 1e-6


@given(LABELS)
def test_labels_stay_within_the_room_where_it_is_enough(labels: list[Label]) -> None:
    tops = spread(labels, top=0, bottom=9 * 4 * LABEL.leading)

    assert tops[0] >= -1e-6
    assert tops[-1] + labels[-1].said.height <= 9 * 4 * LABEL.leading + 1e-6
