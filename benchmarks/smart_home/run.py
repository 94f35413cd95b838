"""Ten thousand devices on a broker, what is lost when things stop, and scheduling.

python3 dev.py bench smart-home [PART ...] [--check] [--devices N] [--rounds N] [--json]
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version

from benchmarks.common import report
from benchmarks.common.goals import Figure, missed
from benchmarks.smart_home import brokers, losing, passing, planning
from benchmarks.smart_home.passing import Size

PARTS: Mapping[str, Callable[[Size], Iterator[Figure]]] = {
    "passing": passing.figures,
    "losing": losing.figures,
    "planning": planning.figures,
}


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    size = Size(
        devices=chosen.devices, states=chosen.states, rounds=chosen.rounds, seconds=chosen.seconds
    )
    found: list[Figure] = []
    for part in chosen.parts or PARTS:
        print(f"Measuring {part} ...", file=sys.stderr, flush=True)
        found += PARTS[part](size)
    write = report.as_json if chosen.json else report.as_text
    print(write(f"{size.homes * passing.PER_HOME:,} devices in one process\n{_machine()}", found))
    return 1 if chosen.check and missed(found) else 0


def _machine() -> str:
    return (
        f"Penstock {version('penstock')}, paho-mqtt {version('paho-mqtt')}, {_mosquitto()}\n"
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )


def _mosquitto() -> str:
    program = shutil.which("mosquitto", path=brokers.PLACES)
    if program is None:
        return "no Mosquitto"
    said = subprocess.run([program, "-h"], capture_output=True, text=True, check=False)
    return said.stdout.partition("\n")[0].replace("mosquitto version", "Mosquitto")


def _parser() -> argparse.ArgumentParser:
    default = Size()
    parser = argparse.ArgumentParser(prog="dev.py bench smart-home", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", choices=[*PARTS, []], help=f"of {', '.join(PARTS)}"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 at a missed goal")
    parser.add_argument("--devices", type=int, default=default.devices, metavar="N")
    parser.add_argument("--states", type=int, default=default.states, metavar="N")
    parser.add_argument("--rounds", type=int, default=default.rounds, metavar="N")
    parser.add_argument("--seconds", type=float, default=default.seconds, metavar="N")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
