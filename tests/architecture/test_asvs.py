"""The table of the verification standard names tests that are there, and a verdict in each row."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "asvs.md"
OWN = "tests/unit/app/signing_in/"
ROW = re.compile(r"^\| ([\d.]+[^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def test_every_requirement_has_a_verdict_and_tests_that_exist(checkout: Path) -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))

    named = {path for row in rows for path in re.findall(r"`([\w/]+\.py)`", row[2])}
    missing = [path for path in named if not (checkout / _whole(path)).exists()]
    assert (missing, {verdict for _, verdict, _ in rows}) == ([], {"yes", "partly", "no", "—"})
    assert len(rows) > 40


def _whole(path: str) -> str:
    return path if path.startswith("tests/") else f"{OWN}{path}"
