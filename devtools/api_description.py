"""Writes what the API says of itself: .venv/bin/python -m devtools.api_description."""

import json

from devtools.environment import ROOT
from penstock.api.application import application
from penstock.api.describing import described
from penstock.api.entrance import Entrance
from penstock.app.cases import Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.guarding.asker import Asker
from penstock.app.measuring.insights import Insights
from penstock.app.measuring.served import Measuring

FILE = ROOT / "docs" / "reference" / "openapi.json"


def _nobody(_asker: Asker) -> Cases:
    """Let nobody in: what the API says of itself needs no cases.

    Raises:
        LookupError: Always.
    """
    raise LookupError("The API is described here, and not served.")


def text() -> str:
    """Return what the API says of itself."""
    entrance = Entrance(
        cases_for=_nobody,
        bearer=lambda _token: None,
        findings=tuple,
        measuring=Measuring(insights=Insights(kept=KeptOpen(database=IN_MEMORY))),
    )
    made = application(entrance)
    return json.dumps(described(made), indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write the file."""
    FILE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    write()
