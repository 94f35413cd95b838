"""Asks PySAM's Utilityrate5 what a year costs: JSON on stdin, JSON on stdout.

The question: `load_kw` and `gen_kw`, one value per step, and `rates`, the names of the module's
group ElectricityRates. The answer: the outputs of year 1 named in `outputs`, without year 0.
A list of questions is answered by a list, with the seconds that the module itself took.
"""

import json
import sys
import time
from typing import Any

import PySAM.Utilityrate5 as Module

FRAME = {"analysis_period": 1, "inflation_rate": 0, "system_use_lifetime_output": 0}


def answer(question: dict[str, Any]) -> dict[str, Any]:
    model = Module.new()
    model.assign(
        {
            "Lifetime": FRAME,
            "SystemOutput": {"degradation": [0], "gen": question["gen_kw"]},
            "Load": {"load": question["load_kw"], "load_escalation": [0]},
            "ElectricityRates": {"rate_escalation": [0], **question["rates"]},
        }
    )
    begun = time.perf_counter()
    model.execute(0)
    seconds = time.perf_counter() - begun
    found = {name: _first_year(getattr(model.Outputs, name)) for name in question["outputs"]}
    return {"seconds": seconds, "outputs": found}


def _first_year(value: Any) -> Any:
    """Return the last row of a table by years, and anything else as it is."""
    rows = value if isinstance(value, (list, tuple)) else None
    by_year = rows is not None and len(rows) == 2 and isinstance(rows[0], (list, tuple))
    return rows[-1] if rows is not None and by_year else value


def main() -> None:
    question = json.load(sys.stdin)
    many = isinstance(question, list)
    json.dump([answer(each) for each in question] if many else answer(question), sys.stdout)


if __name__ == "__main__":
    main()
