"""What is refused to people who work cases, and where nothing is changed or left behind."""

from pathlib import Path

import pytest

from tests.journeys.solar import Case, done, shown


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("open", "NCV-30"), 3, "no value stream “NCV-30” in the documents. Did you mean “NCV-03”"),
        (("open", "NCV-03", "--product", "SOLAR"), 3, "There is: NONREG-DG-001; NONREG-DG-002"),
        (("open", "NCV-03", "--id", "a b"), 2, "A case cannot be called 'a b'."),
        (("open", "NCV-03", "--id", "SOL-1001"), 1, "it is open already"),
        (("open", "NCV-03", "--in", "nowhere"), 3, "nowhere does not exist."),
        (("show", "SOL-1010"), 3, "no case 'SOL-1010'. Did you mean SOL-1001?"),
        (("record", "SOL-1001", "Bils", "--text", "x"), 3, "no information item “Bils” in NCV-03"),
        (("record", "SOL-1001", "Sales order"), 2, "Give either --text or --file."),
        (("record", "SOL-1001", "Sales order", "--file", "no.pdf"), 2, "No such file"),
        (("attest", "SOL-1001", "The sun shines"), 3, "There is: The customer has asked"),
        (("reopen", "SOL-1001", "NCV-03.9", "--reason", "x"), 3, "There is: NCV-03.1; NCV-03.2"),
        (("reopen", "SOL-1001", "NCV-03.2", "--reason", "x"), 1, "has not been worked yet"),
        (("claim", "SOL-1001"), 1, "it has no open task. Now possible: attest, record,"),
        (("pass", "SOL-1001", "--evidence", "x"), 1, "waiting to start, so there is nothing"),
        (("hold", "SOL-1001"), 2, "Missing option '--reason'"),
        (("hold", "SOL-1001", "--reason", " "), 2, "Say something."),
        (("link", "SOL-1001"), 2, "Give either --to or --open."),
        (("link", "SOL-1001", "--to", "SOL-1001"), 1, "a case cannot wait for itself"),
        (("undo", "SOL-1001"), 1, "its last act cannot be taken back"),
        (("read", "SOL-1001", "Sales order"), 3, "no recorded item “Sales order” in SOL-1001"),
        (("list", "--stream", "NCV-30"), 3, "Did you mean “NCV-03”"),
        (("list", "--database", "oracle://x"), 1, "is no address of a store"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    sol: Case, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = sol(*words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
    assert shown(sol)["version"] == 2


def test_a_folder_without_cases_stays_without(case: Case, tmp_path: Path) -> None:
    result = case("list")

    assert result.exit_code == 3
    assert "There are no cases here: penstock.db does not exist." in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_something_else_is_left_alone(case: Case, tmp_path: Path) -> None:
    (tmp_path / "penstock.db").write_text("a diary " * 200, encoding="utf-8")

    result = case("list")

    assert result.exit_code == 1
    assert "It is left as it is" in result.stderr


def test_the_environment_names_the_database(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_DATABASE", f"sqlite:///{tmp_path / 'office.db'}")

    done(case("open", "NCV-03"))

    assert (tmp_path / "office.db").is_file()
    assert not (tmp_path / "penstock.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("NCV-99",),
        ("NCV-03", "--product", "NONREG-XX"),
        ("NCV-03", "--id", "no id"),
        ("NCV-03", "--as", "\ud800"),
    ],
)
def test_a_first_case_that_is_refused_leaves_nothing_behind(
    case: Case, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert case("open", *words).exit_code in {2, 3}

    assert list(tmp_path.iterdir()) == []
