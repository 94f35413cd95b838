"""Bills homes one after the other in PySAM's Utilityrate5, whose one model is made once.

Takes JSON: `loads_kw`, `rates`, and how often to `repeat`. Gives JSON: the CPU seconds of setting
each load and of billing it, and what each load pays in a year.
"""

import json
import sys
import time

import PySAM.Utilityrate5 as Module


def main() -> None:
    asked = json.load(sys.stdin)
    loads = [tuple(load) for load in asked["loads_kw"]]
    model = Module.new()
    model.assign(
        {
            "Lifetime": {
                "analysis_period": 1,
                "inflation_rate": 0,
                "system_use_lifetime_output": 0,
            },
            "SystemOutput": {"degradation": [0], "gen": [0.0] * len(loads[0])},
            "Load": {"load": loads[0], "load_escalation": [0]},
            "ElectricityRates": {"rate_escalation": [0], **asked["rates"]},
        }
    )
    found = []
    begun = time.process_time()
    for _ in range(asked["repeat"]):
        for load in loads:
            model.Load.load = load
            model.execute(0)
            found.append(model.Outputs.utility_bill_w_sys_year1)
    seconds = time.process_time() - begun
    json.dump({"seconds": seconds, "dollars": found[: len(loads)]}, sys.stdout)


if __name__ == "__main__":
    main()
