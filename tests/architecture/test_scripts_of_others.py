"""Scripts of others are those that their authors published, and bring their licences."""

from hashlib import sha256
from pathlib import Path

import pytest

STATIC = Path("src/penstock/web/static")
AXE = Path("tests/assets/axe")
SCRIPTS = {
    # Of the packages htmx.org 2.0.11 and axe-core 4.14.1.
    STATIC / "htmx.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    AXE / "axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
}
LICENCES = {
    STATIC / "htmx.min.js": (STATIC / "htmx-license.txt", "Zero-Clause BSD"),
    AXE / "axe.min.js": (AXE / "LICENSE.txt", "Mozilla Public License, version 2.0"),
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_others_was_changed_by_nobody(checkout: Path, path: Path) -> None:
    assert sha256((checkout / path).read_bytes()).hexdigest() == SCRIPTS[path]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_others_brings_its_licence(checkout: Path, path: Path) -> None:
    licence, title = LICENCES[path]

    assert title in (checkout / licence).read_text(encoding="utf-8")
    assert str(path) in (checkout / "NOTICE").read_text(encoding="utf-8")
