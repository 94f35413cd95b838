"""A small way into HiGHS: columns with costs, rows that sum them, and some columns whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

# The same answer on each machine: so many nodes of the search, and no clock.
_MOST_NODES = 200


@dataclass(slots=True)
class Columns:
    """Columns between bounds, with a cost each, and rows: sums of columns between bounds.

    minimise cost' x  where  0 <= x <= upper  and  row_lower <= A x <= row_upper
    """

    costs: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)
    rows: list[tuple[float, float]] = field(default_factory=list)
    entries: list[list[tuple[int, float]]] = field(default_factory=list)

    def row(self, lower: float, upper: float) -> int:
        """Add a row, and return its place."""
        self.rows.append((lower, upper))
        return len(self.rows) - 1

    def column(self, cost: float, upper: float, entries: Mapping[int, float]) -> int:
        """Add a column, and return its place."""
        self.costs.append(cost)
        self.uppers.append(upper)
        self.entries.append(sorted(entries.items()))
        return len(self.costs) - 1


def is_installed() -> bool:
    """Tell whether HiGHS is there; it comes with the extra `energy`."""
    return find_spec("highspy") is not None


def solved(
    columns: Columns, *, is_whole: bool, start: Sequence[float] = ()
) -> tuple[float, ...] | None:
    """Return the columns of the best solution that was found; None where none was.

    Args:
        columns: What to solve.
        is_whole: Whether columns are whole numbers; the search then ends after so many nodes.
        start: A solution to begin with.
    """
    import highspy  # slow to import

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options = [("output_flag", False), ("threads", 1), ("random_seed", 1)]
    for option, value in (*options, ("mip_max_nodes", _MOST_NODES), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.passModel(_as_highs(columns, highspy, is_whole=is_whole))
    if start:
        given = highspy.HighsSolution()
        given.col_value = list(start)
        solver.setSolution(given)
    solver.run()
    feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
    if int(solver.getInfo().primal_solution_status) != feasible:
        return None
    return tuple(solver.getSolution().col_value)


def _as_highs(columns: Columns, highspy: Any, *, is_whole: bool) -> Any:
    model = highspy.HighsLp()
    count = len(columns.costs)
    model.num_col_, model.num_row_ = count, len(columns.rows)
    model.col_cost_, model.col_upper_ = columns.costs, columns.uppers
    model.col_lower_ = [0.0] * count
    model.row_lower_ = [lower for lower, _ in columns.rows]
    model.row_upper_ = [upper for _, upper in columns.rows]
    starts = [0]
    for each in columns.entries:
        starts.append(starts[-1] + len(each))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [row for each in columns.entries for row, _ in each]
    model.a_matrix_.value_ = [value for each in columns.entries for _, value in each]
    if is_whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
    return model
