"""Asks GLOP for the lowest bill of a year with a battery: JSON in, JSON out.

It shares nothing with the program that it judges: neither the solver nor its words. Seven flows go
from a source to a sink each, instead of a meter and a battery that are balanced; efficiencies come
as they stand on a data sheet; and the cells are the sum of all that went in and out, step by step.

{"load": [...], "sun": [...], "buy": [...], "sell": [...], "hours": 1.0,
 "peaks": [{"steps": [...], "price": 10.0}], "battery": {...}}
"""

import json
import sys
from time import process_time
from typing import Any

from ortools.linear_solver import pywraplp  # type: ignore[import-not-found]


def lowest_bill(home: dict[str, Any]) -> tuple[float, float]:
    """Return the lowest bill of a home's year, in dollars, and the seconds that solving took."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    flows = _flows(solver, home)
    _battery(solver, home, flows)
    bought = [a + b for a, b in zip(flows["grid-load"], flows["grid-cells"], strict=True)]
    sold = [a + b for a, b in zip(flows["sun-grid"], flows["cells-grid"], strict=True)]
    cost = solver.Sum(price * flow for price, flow in zip(home["buy"], bought, strict=True))
    cost -= solver.Sum(price * flow for price, flow in zip(home["sell"], sold, strict=True))
    for period in home["peaks"]:
        peak = solver.NumVar(0, solver.infinity(), "")
        for step in period["steps"]:
            solver.Add(bought[step] <= peak * home["hours"])
        cost += period["price"] * peak
    solver.Minimize(cost)
    begun = process_time()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise ArithmeticError("GLOP finds no optimum")
    return float(solver.Objective().Value()), process_time() - begun


def _flows(solver: Any, home: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the flows of each step, which add up to the load and to no more than the sun."""
    battery, hours, steps = home["battery"], home["hours"], len(home["load"])
    most_in, most_out = battery["charge_kw"] * hours, battery["discharge_kw"] * hours
    limits = {
        "sun-load": solver.infinity(),
        "sun-cells": most_in,
        "sun-grid": solver.infinity(),
        "grid-load": solver.infinity(),
        "grid-cells": most_in if battery["charges_from_grid"] else 0.0,
        "cells-load": most_out,
        "cells-grid": most_out if battery["exports"] else 0.0,
    }
    flows = {
        name: [solver.NumVar(0, most, "") for _ in range(steps)] for name, most in limits.items()
    }
    for step, (load, sun) in enumerate(zip(home["load"], home["sun"], strict=True)):
        at = {name: flow[step] for name, flow in flows.items()}
        solver.Add(at["sun-load"] + at["grid-load"] + at["cells-load"] == load)
        solver.Add(at["sun-load"] + at["sun-cells"] + at["sun-grid"] <= sun)
        solver.Add(at["sun-cells"] + at["grid-cells"] <= most_in)
        solver.Add(at["cells-load"] + at["cells-grid"] <= most_out)
        if battery["inverter_kw"] is not None:
            through = at["sun-load"] + at["sun-grid"] + at["cells-load"] + at["cells-grid"]
            solver.Add(through <= battery["inverter_kw"] * hours)
    return flows


def _battery(solver: Any, home: dict[str, Any], flows: dict[str, list[Any]]) -> None:
    battery = home["battery"]
    shared = battery["inverter_efficiency"] if battery["coupling"] == "dc" else 1.0
    one_way = battery["round_trip_efficiency"] ** 0.5
    lowest = battery["min_soc"] * battery["capacity_kwh"]
    highest = battery["max_soc"] * battery["capacity_kwh"]
    held: Any = lowest
    for sun, grid, load, out in zip(
        flows["sun-cells"],
        flows["grid-cells"],
        flows["cells-load"],
        flows["cells-grid"],
        strict=True,
    ):
        cells = solver.NumVar(lowest, highest, "")
        given = (load + out) / (one_way * shared)
        solver.Add(cells == held + sun * (one_way / shared) + grid * (one_way * shared) - given)
        held = cells


if __name__ == "__main__":
    json.dump([lowest_bill(home) for home in json.load(sys.stdin)], sys.stdout)
