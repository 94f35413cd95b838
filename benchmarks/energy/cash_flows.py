"""Cash flows of a thousand systems: how long they take, and how many cents PySAM has otherwise."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.common.goals import Figure
from tests.unit.engineering.finance.comparing import differences, drawn, ours

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-pysam" / "bin" / "python"
SCRIPT = ROOT / "tests" / "oracles" / "pysam" / "cashloan.py"
CASES = 1_000


def figures(cases: int = CASES) -> Iterator[Figure]:
    """Yield the figures; each case has 5 to 30 years, half of them a loan."""
    asked = list(map(drawn, range(cases)))
    began = process_time()
    for case in asked:
        ours(case)
    took_s = process_time() - began
    name = f"{cases:,} cash flows with NPV, IRR, paybacks, LCOE"
    yield Figure(name=name, value=took_s, unit="s", at_most=2.0)
    if not PYTHON.exists():
        return
    answer = _pysam(asked)
    yield Figure(name="  the same in PySAM's cash loan", value=answer["cpu_s"], unit="s")
    found = [differences(*each) for each in zip(asked, answer["cases"], strict=True)]
    wrong = sum(bool(each) for each in found)
    yield Figure(name="  cash flows that differ by a cent", value=wrong, unit="", at_most=0)


def _pysam(cases: list[dict[str, Any]]) -> Any:
    done = subprocess.run(
        [str(PYTHON), str(SCRIPT)],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
