"""The API keeps what its description says, asked by a program that was written for nothing else."""

import os
import subprocess
from pathlib import Path

import pytest

from penstock.web.running import listener, running
from tests.api_desk import Api
from tests.conftest import miss
from tests.oracles.schemathesis.install import FOLDER
from tests.unit.app.guarding.office import SELLER

HERE = Path(__file__).with_name("schemathesis")
# Every request of the long run is a request of the coverage phase, too, which tries all edges.
IS_LONG = os.environ.get("PENSTOCK_SCHEMATHESIS") == "long"
SHORT = (
    *("--phases", "examples,fuzzing", "--max-examples", "3", "--seed", "20261120"),
    # Measuring takes a second for each request.
    *("--exclude-path-regex", "/(flow|metrics)"),
)
# On a busy machine measuring takes longer than the ten seconds that are waited for by themselves.
LONG = (
    *("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "100"),
    *("--request-timeout", "120"),
)
# With a case and a stream that are there, requests go further; with random names they are refused.
CONFIGS = ("known.toml", "schemathesis.toml") if IS_LONG else ("known.toml",)


@pytest.fixture
def program() -> Path:
    """Return Schemathesis, in an environment of its own."""
    found = FOLDER / "bin" / "st"
    if not found.exists():
        miss("Schemathesis is not installed; run: python3 -m tests.oracles.schemathesis.install")
    return found


@pytest.mark.parametrize("config", CONFIGS)
def test_every_answer_is_what_the_description_says(
    program: Path, checkout: Path, tmp_path: Path, config: str
) -> None:
    api = Api()
    for number in range(3):
        api.open(SELLER, "NCV-03", id=f"NCV-03-{number}")
    described = str(checkout / "docs" / "reference" / "openapi.json")
    with running(api.served, listener(0)) as base:
        to = ("--url", f"{base}api", "--header", f"Authorization: Bearer {SELLER}")
        # It does not end by itself.
        chosen = ("--exclude-path", "/events", *(LONG if IS_LONG else SHORT))
        done = subprocess.run(
            [
                str(program),
                "--config-file",
                str(HERE / config),
                "run",
                described,
                *to,
                *chosen,
                "--checks",
                "all",
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1"},
        )

    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
