"""Arcs of a process map: moves that leave the declared order, each in a lane of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penstock.kernel.pictures.svg import Text, number
from penstock.measurement.flow.process_map import MappedMove

LANE = 26
_PORT_MARGIN = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A move with its place.

    Args:
        move: The move.
        label: What stands on it.
        begin_x: Where it leaves the top of its source, in pixels.
        end_x: Where it comes down on the top of its target.
        lane: How many lanes above the stages it runs, from 0.
    """

    move: MappedMove
    label: Text
    begin_x: float
    end_x: float
    lane: int = 0

    @property
    def middle(self) -> float:
        """Return the x of its middle."""
        return (self.begin_x + self.end_x) / 2

    @property
    def reach(self) -> tuple[float, float]:
        """Return the least and the greatest x that it or its label takes."""
        half = max(abs(self.end_x - self.begin_x), self.label.width + 16) / 2
        return self.middle - half, self.middle + half

    def way(self, *, top: float, tip: float) -> str:
        """Return its line: up from the stages' top, along its lane, and down to above a tip."""
        y, turn = self.y(top), min(8.0, abs(self.end_x - self.begin_x) / 2)
        side = turn if self.end_x >= self.begin_x else -turn
        return (
            f"M{number(self.begin_x)} {number(top)}V{number(y + turn)}"
            f"Q{number(self.begin_x)} {number(y)} {number(self.begin_x + side)} {number(y)}"
            f"H{number(self.end_x - side)}"
            f"Q{number(self.end_x)} {number(y)} {number(self.end_x)} {number(y + turn)}"
            f"V{number(top - tip)}"
        )

    def label_top(self, top: float) -> float:
        """Return where its label begins: on its line, or above it where that is too short."""
        is_short = abs(self.end_x - self.begin_x) < self.label.width + 24
        return self.y(top) - (self.label.height + 2 if is_short else self.label.height / 2)

    def y(self, top: float) -> float:
        """Return the height of its lane above a top."""
        return top - 34 - self.lane * LANE


def arcs_of(
    labels: Sequence[tuple[MappedMove, Text]], places: Mapping[str, tuple[float, float]]
) -> list[Arc]:
    """Return the arcs of moves, the short ones in the lowest lanes.

    Args:
        labels: The moves, each with what stands on it.
        places: The left and right x of each stage.
    """
    ports = _ports([move for move, _ in labels], places)
    found = [
        Arc(move=move, label=label, begin_x=ports[index, True], end_x=ports[index, False])
        for index, (move, label) in enumerate(labels)
    ]
    taken: list[list[tuple[float, float]]] = []
    placed = {id(arc): _lane(arc, taken) for arc in sorted(found, key=_length)}
    return [_in_lane(arc, placed[id(arc)]) for arc in found]


def _length(arc: Arc) -> tuple[float, float]:
    low, high = arc.reach
    return high - low, low


def _in_lane(arc: Arc, lane: int) -> Arc:
    return Arc(move=arc.move, label=arc.label, begin_x=arc.begin_x, end_x=arc.end_x, lane=lane)


def _lane(arc: Arc, taken: list[list[tuple[float, float]]]) -> int:
    """Return the lowest lane in which nothing lies where the arc does, and take the place."""
    low, high = arc.reach
    for lane, places in enumerate(taken):
        if all(high + 6 <= begin or end + 6 <= low for begin, end in places):
            places.append((low, high))
            return lane
    taken.append([(low, high)])
    return len(taken) - 1


def _ports(
    moves: Sequence[MappedMove], places: Mapping[str, tuple[float, float]]
) -> dict[tuple[int, bool], float]:
    """Return where each move leaves its source (True) and comes to its target (False)."""
    ends: dict[str, list[tuple[float, int, bool]]] = {stage: [] for stage in places}
    for index, move in enumerate(moves):
        for here, there, leaves in (
            (move.source_id, move.target_id, True),
            (move.target_id, move.source_id, False),
        ):
            away = places[there][0] - places[here][0]
            ends[here].append((away, index, leaves))
    found = {}
    for stage, several in ends.items():
        left, right = places[stage][0] + _PORT_MARGIN, places[stage][1] - _PORT_MARGIN
        for position, (_, index, leaves) in enumerate(sorted(several)):
            found[index, leaves] = left + (position + 0.5) / len(several) * (right - left)
    return found
