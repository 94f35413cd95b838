"""Commands that a page shows with what they print, to be run as they stand."""

import re
from pathlib import Path

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ penstock (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def examples_in(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page without `penstock`, each with what the page shows."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [example for block in blocks for example in _COMMAND.findall(block)]


def shows(output: str, printed: str) -> bool:
    """Tell whether what is printed is what is shown; an ellipsis stands for anything."""
    shown = ".*?".join(re.escape(part) for part in output.strip("\n").split("…"))
    return bool(re.fullmatch(shown, printed.strip("\n"), re.DOTALL))
