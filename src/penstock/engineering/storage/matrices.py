"""A linear programme as HiGHS takes it, filled block by block."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.storage.errors import Floats

Places = NDArray[np.int64]
_OPTIMAL_TO = 1e-9


class UnsolvableError(Exception):
    """HiGHS finds no optimum; the text is its own word for it."""


@dataclass(slots=True)
class Programme:
    """Columns and rows that are added in blocks of one length, and entries where they meet.

    minimise cost' x  where  column bounds hold and  row_lower <= A x <= row_upper
    """

    _columns: list[tuple[Floats, Floats, Floats]] = field(default_factory=list)
    _rows: list[tuple[Floats, Floats]] = field(default_factory=list)
    _entries: list[tuple[Places, Places, Floats]] = field(default_factory=list)
    _column_count: int = 0
    _row_count: int = 0

    def columns(self, lower: Floats, upper: Floats, cost: Floats) -> Places:
        """Add a block of columns, and return their places."""
        self._columns.append((lower, upper, cost))
        places = np.arange(self._column_count, self._column_count + len(cost))
        self._column_count += len(cost)
        return places

    def cost(self, solution: Floats) -> float:
        """Return what a solution costs."""
        return float(np.concatenate([each[2] for each in self._columns]) @ solution)

    def rows(self, lower: Floats, upper: Floats) -> Places:
        """Add a block of rows, and return their places."""
        self._rows.append((lower, upper))
        places = np.arange(self._row_count, self._row_count + len(lower))
        self._row_count += len(lower)
        return places

    def enter(self, rows: Places, columns: Places, value: Floats | float) -> None:
        """Set what a block of columns counts for in a block of rows, one by one."""
        self._entries.append((rows, columns, np.broadcast_to(value, rows.shape).astype(float)))

    def solve(self) -> Floats:
        """Return the columns at an optimum.

        Raises:
            UnsolvableError: There is none.
        """
        import highspy  # slow to import

        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False),
            # One thread: the same optimum every time, and other work keeps its core.
            ("threads", 1),
            ("primal_feasibility_tolerance", _OPTIMAL_TO),
            ("dual_feasibility_tolerance", _OPTIMAL_TO),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._as_highs())
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UnsolvableError(solver.modelStatusToString(solver.getModelStatus()))
        return np.asarray(solver.getSolution().col_value, dtype=np.float64)

    def _as_highs(self) -> Any:
        import highspy

        model = highspy.HighsLp()
        lower, upper, cost = (
            np.concatenate([each[part] for each in self._columns]) for part in range(3)
        )
        model.num_col_, model.num_row_ = self._column_count, self._row_count
        model.col_lower_, model.col_upper_, model.col_cost_ = lower, upper, cost
        model.row_lower_ = np.concatenate([each[0] for each in self._rows])
        model.row_upper_ = np.concatenate([each[1] for each in self._rows])
        starts, places, values = self._by_column()
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = starts, places
        model.a_matrix_.value_ = values
        return model

    def _by_column(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Floats]:
        rows, columns, values = (
            np.concatenate([each[part] for each in self._entries]) for part in range(3)
        )
        order = np.argsort(columns, kind="stable")
        counts = np.bincount(columns, minlength=self._column_count)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return starts.astype(np.int32), rows[order].astype(np.int32), values[order]
