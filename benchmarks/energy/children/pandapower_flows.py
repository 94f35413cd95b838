"""Solve a network under many loads by pandapower, in its own environment: JSON in, JSON out."""

import json
import sys
import time
from typing import Any


def main() -> None:
    """Read a network with its scenarios, and print voltages, losses and seconds of each."""
    import pandapower as pp

    asked: dict[str, Any] = json.load(sys.stdin)
    net = pp.create_empty_network(f_hz=60.0)
    for _ in range(asked["buses"]):
        pp.create_bus(net, vn_kv=asked["base_kv"])
    pp.create_ext_grid(net, asked["source"], vm_pu=asked["source_pu"])
    columns = zip(
        asked["ends"], asked["r_ohm"], asked["x_ohm"], asked["c_nf"], asked["amps"], strict=True
    )
    for (one, other), r_ohm, x_ohm, c_nf, amps in columns:
        pp.create_line_from_parameters(
            net,
            one,
            other,
            length_km=1.0,
            r_ohm_per_km=r_ohm,
            x_ohm_per_km=x_ohm,
            c_nf_per_km=c_nf,
            max_i_ka=amps / 1000,
        )
    for bus in asked["load_buses"]:
        pp.create_load(net, bus, p_mw=0.0, q_mvar=0.0)
    _solved(pp, net, asked)


def _solved(pp: Any, net: Any, asked: dict[str, Any]) -> None:
    voltages, losses_kw = [], []
    # The first run compiles, and is not counted.
    pp.runpp(net, numba=True)
    begun = time.process_time()
    for load_kw, load_kvar in zip(asked["load_kw"], asked["load_kvar"], strict=True):
        net.load["p_mw"] = [each / 1000 for each in load_kw]
        net.load["q_mvar"] = [each / 1000 for each in load_kvar]
        pp.runpp(net, numba=True, tolerance_mva=1e-10, init="results")
        voltages.append(net.res_bus.vm_pu.tolist())
        losses_kw.append(float(net.res_line.pl_mw.sum()) * 1000)
    seconds = (time.process_time() - begun) / len(asked["load_kw"])
    json.dump({"pu": voltages, "losses_kw": losses_kw, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
