"""Writes docs/reference/rules anew from the rules: .venv/bin/python -m devtools.rule_pages."""

from pathlib import Path

from devtools.environment import ROOT
from penstock.architecture.checks import RULES
from penstock.architecture.checks.pages import overview, page

FOLDER = ROOT / "docs" / "reference" / "rules"


def pages() -> dict[str, str]:
    """Return each page's text by the file's name."""
    return {"README.md": overview(RULES)} | {f"{rule.code}.md": page(rule) for rule in RULES}


def write(folder: Path = FOLDER) -> None:
    """Write the pages, and remove those of rules that are no more."""
    texts = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
