"""Feeders that tests work with: the shipped one, a small one, and those of the IEEE."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from penstock.engineering.network.building import open_feeder
from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.scripts.statements import read_script
from tests.conftest import ROOT, miss

QUANTUM_12 = ROOT / "enterprise" / "quantum-energy" / "feeders" / "quantum-12"

# One line of 1 + j2 ohm to a load, from a source that nothing moves.
TWO_BUSES = """
Clear
New Circuit.two BasekV=12.47 Bus1=source pu=1.0 R1=0 X1=0.00001 R0=0 X0=0.00001
New Line.only Bus1=source Bus2=load R1=1 X1=2 R0=1 X0=2 C1=0 C0=0 Length=1 Units=km Normamps=100
New Load.load Bus1=load kV=12.47 kW=300 kvar=0 Model=1 Vminpu=0.5 Vmaxpu=1.5
Set VoltageBases=[12.47]
CalcVoltageBases
Solve
"""


def from_texts(main: str, **others: str) -> Feeder:
    """Return the feeder of a main script and of other files, named `other.dss` by `other_dss`."""
    return open_feeder(read_script("main.dss", reading({"main.dss": main} | _named(others))))


def reading(files: Mapping[str, str]) -> Callable[[str], bytes]:
    """Return what reads files that are held in memory."""

    def read(path: str) -> bytes:
        if path not in files:
            raise NetworkError(f"{path} does not exist.")
        return files[path].encode("utf-8")

    return read


def quantum_12() -> Feeder:
    """Return the feeder that ships with the reference company."""
    return open_feeder(read_script("master.dss", lambda path: (QUANTUM_12 / path).read_bytes()))


def ieee_folder() -> Path:
    """Return the folder of the IEEE's test feeders, or skip the test where it is not there."""
    shared = Path(os.environ.get("PENSTOCK_SHARED", ROOT.parent / "shared"))
    folder = shared / "data" / "feeders"
    if not folder.is_dir():
        miss(f"{folder} does not exist; it holds the IEEE's test feeders")
    return folder


def ieee(main: str, *, after: str = "") -> Feeder:
    """Return one of the IEEE's test feeders, with more commands behind its own."""
    folder = ieee_folder()
    files = {"all.dss": f"Redirect {main}\n{after}"}

    def read(path: str) -> bytes:
        return files[path].encode() if path in files else (folder / path).read_bytes()

    return open_feeder(read_script("all.dss", read))


def _named(others: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_dss", ".dss"): text for name, text in others.items()}
