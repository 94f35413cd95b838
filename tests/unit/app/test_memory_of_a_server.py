"""What a server holds in memory before anybody asks it for anything."""

import subprocess
import sys

# Each takes ten to fifty megabytes, and is needed by those alone who measure or export.
LARGE = ("pyarrow", "numpy", "duckdb", "polars", "xlsxwriter", "scipy", "pandas")


def test_what_serves_pages_holds_nothing_large_that_only_some_need() -> None:
    program = (
        "import sys, penstock.cli.serve, penstock.app.measuring.engines as engines\n"
        "engines.require_engine()\n"
        f"print(*(each for each in {LARGE} if each in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []
