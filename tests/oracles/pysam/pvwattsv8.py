"""What PVWatts v8 says that systems yield: JSON comes in, JSON goes out.

In: {"weather": PATH, "albedo": 0.2, "systems": [{"power_kw", "tilt", "azimuth", "dc_ac_ratio"}]},
and "hourly": true for hours. Out: {"version", "cpu_s", "kwh": [of each year], "hourly_kwh"}.
"""

import json
import sys
from importlib.metadata import version
from time import process_time
from typing import Any

from PySAM import Pvwattsv8

_LOSSES_PERCENT = 14.075660688264469
_ROOF_MOUNT = 1


def main() -> None:
    """Answer the question on standard input."""
    question = json.load(sys.stdin)
    begun = process_time()
    runs = [_run(question, system) for system in question["systems"]]
    answer: dict[str, Any] = {
        "version": version("nrel-pysam"),
        "cpu_s": process_time() - begun,
        "kwh": [each.Outputs.annual_energy for each in runs],
    }
    if question.get("hourly"):
        answer["hourly_kwh"] = [[watts / 1000 for watts in each.Outputs.ac] for each in runs]
    json.dump(answer, sys.stdout)


def _run(question: dict[str, Any], system: dict[str, Any]) -> Any:
    model = Pvwattsv8.new()
    model.SolarResource.solar_resource_file = question["weather"]
    model.SolarResource.use_wf_albedo = 0
    model.SolarResource.albedo_default = question.get("albedo", 0.2)
    model.SystemDesign.assign(
        {
            "system_capacity": system["power_kw"],
            "tilt": system["tilt"],
            "azimuth": system["azimuth"],
            "dc_ac_ratio": system["dc_ac_ratio"],
            "module_type": 0,
            "array_type": _ROOF_MOUNT,
            "losses": _LOSSES_PERCENT,
            "gcr": 0.4,
            "inv_eff": 96,
        }
    )
    model.execute(0)
    return model


if __name__ == "__main__":
    main()
