"""Asks the real Mermaid, which runs under Node.js."""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
INSTALL = "npm ci --prefix tests/oracles/mermaid --ignore-scripts"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Mermaid says about a diagram; `chart` is what it understood of a flowchart."""

    ok: bool
    error: str
    chart: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Oracle:
    """The real Mermaid, by the path of Node.js."""

    node: str

    def judge(self, texts: Sequence[str]) -> list[Verdict]:
        """Return Mermaid's verdicts on many diagrams, from one run."""
        done = subprocess.run(
            [self.node, str(FOLDER / "parse.mjs")],
            input=json.dumps(texts),
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        answers = json.loads(done.stdout)
        return [Verdict(a["ok"], a["error"] or "", a.get("chart") or {}) for a in answers]


def diagrams_in(name: str) -> dict[str, str]:
    """Return the diagrams of a file by their titles."""
    text = (FOLDER / "diagrams" / name).read_text(encoding="utf-8")
    blocks = re.split(r"^=== ", text, flags=re.MULTILINE)[1:]
    return dict(block.split("\n", 1) for block in blocks)
