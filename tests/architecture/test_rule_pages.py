"""The pages of the rules say what the rules say."""

from pathlib import Path

from devtools import rule_pages


def test_the_pages_are_those_that_the_rules_make(checkout: Path) -> None:
    folder = checkout / "docs" / "reference" / "rules"
    written = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
    wanted = rule_pages.pages()

    stale = sorted(
        name for name in written.keys() | wanted.keys() if written.get(name) != wanted.get(name)
    )

    assert stale == [], "run: .venv/bin/python -m devtools.rule_pages"


def test_pages_of_rules_that_are_no_more_are_removed(tmp_path: Path) -> None:
    (tmp_path / "OLD-001.md").touch()

    rule_pages.write(tmp_path)

    assert sorted(page.name for page in tmp_path.iterdir()) == sorted(rule_pages.pages())
