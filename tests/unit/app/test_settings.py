from datetime import date
from pathlib import Path

import pytest

from penstock.app.settings import Settings, SettingsError, find_settings, read_settings
from penstock.kernel.findings import Severity

CODES = ("LNK-001", "DOC-003")


def _read(folder: Path, text: str) -> Settings:
    file = folder / "penstock.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, codes=CODES)


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = (
        '[check]\noff = ["DOC-003"]\nas_of = 2026-11-20\nexclude = ["drafts/**"]\n'
        '[check.severity]\n"LNK-001" = "warning"\n'
    )

    assert _read(tmp_path, text) == Settings(
        file=tmp_path / "penstock.toml",
        as_of=date(2026, 11, 20),
        off=frozenset({"DOC-003"}),
        severities={"LNK-001": Severity.WARNING},
        exclude=("drafts/**",),
    )


def test_an_empty_file_chooses_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == Settings(file=tmp_path / "penstock.toml")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[checks]", "There is no setting 'checks'. Did you mean 'check'?"),
        ("[check]\noof = []", "[check] has no setting 'oof'. Did you mean 'off'?"),
        ("[check]\nzzz = 1", "There is: as_of, off, severity, exclude."),
        ("check = 3", "'check' is 3. It has to be a table: [check]."),
        ('[check]\noff = "LNK-001"', """'off' is 'LNK-001'. Write a list of texts: off = ["…"]."""),
        ('[check]\noff = ["LNK-01"]', "There is no rule 'LNK-01'. Did you mean 'LNK-001'?"),
        ('[check]\nas_of = "2026-11-20"', "Write a day without quotes: as_of = 2026-11-20."),
        ("[check]\nas_of = 2026-11-20T08:00:00", "Write a day without quotes"),
        (
            "[check]\nseverity = 1",
            """'severity' is 1. Write: [check.severity] "LNK-001" = "note".""",
        ),
        (
            '[check.severity]\n"LNK-001" = "fatal"',
            "The severity of LNK-001 is 'fatal'. Choose error, warning, note, or name the rule in",
        ),
        ('[check.severity]\n"XYZ" = "note"', "There is no rule 'XYZ'. There is: DOC-003, LNK-001."),
        ("[check", "cannot be read: "),
    ],
)
def test_what_is_no_setting_is_told_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        _read(tmp_path, text)

    assert sentence in str(caught.value)
    assert str(tmp_path / "penstock.toml") in str(caught.value)


def test_settings_are_found_beside_the_documents_and_above(tmp_path: Path) -> None:
    (tmp_path / "docs" / "streams").mkdir(parents=True)
    (tmp_path / "penstock.toml").touch()
    document = tmp_path / "docs" / "streams" / "a.md"
    document.touch()

    assert find_settings(document) == tmp_path / "penstock.toml"


def test_settings_above_the_repository_are_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "penstock.toml").touch()

    assert find_settings(tmp_path / "repository") is None
