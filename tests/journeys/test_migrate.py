"""What an architect does when the documents change while cases are open."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.small_company import STAGES, TEXTS

PERMIT = (
    "| **NCV-03.2** | **Ask for Permit** | Ask. | *   2.1 Solar Sales "
    "| Qualified lead | Permit | Days |"
)
DESIGN = ("--stage", "NCV-03.2=NCV-03.3", "--stage", "NCV-03.3=NCV-03.4")
ITEM = ("--item", "energy bills=bills")

Case = Callable[..., Result]


def _edited() -> str:
    """Return the stages with a permit before the design, all behind it renumbered."""
    text = STAGES.replace("NCV-03.3", "NCV-03.4").replace("NCV-03.2", "NCV-03.3")
    text = text.replace("Energy bills", "Bills")
    return text.replace("| **NCV-03.3** |", f"{PERMIT}\n| **NCV-03.3** |", 1)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return a function that runs `penstock case` beside the small company's documents."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    runner = CliRunner()
    return lambda *words: runner.invoke(penstock, ["case", *words, *_actor(*words)])


def _actor(command: str, *_words: str) -> tuple[str, ...]:
    return () if command in {"show", "explain", "read"} else ("--as", "Ada")


@pytest.fixture
def edited(case: Case, tmp_path: Path) -> Case:
    """Return the same with SOL-1 in its first stage, SOL-2 in its second, and edited documents."""
    for case_id in ("SOL-1", "SOL-2"):
        _done(case("open", "NCV-03", "--id", case_id))
    _done(case("attest", "SOL-2", "homeowner", "--evidence", "call"))
    for item in ("Inquiry", "Energy bills", "Qualified lead"):
        _done(case("record", "SOL-2", item, "--text", f"the {item}"))
    _done(case("complete", "SOL-2"))
    _done(case("pass", "SOL-2", "--evidence", "seen"))
    (tmp_path / "stages.md").write_text(_edited(), encoding="utf-8")
    return case


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_plan_names_what_people_have_to_say(edited: Case) -> None:
    result = edited("migrate", "ncv-03")

    assert result.exit_code == 1
    assert "SOL-1 would go on in NCV-03.1\n    Stage NCV-03.1 waits for “Bills”." in result.stdout
    assert "SOL-2 is blocked in NCV-03.2\n    Stage NCV-03.2 “Design Array” may be" in result.stdout
    assert "say what it is called, --item 'Energy bills=NEW'" in result.stdout
    assert "1 can be moved, 1 blocked. Nothing was changed; --apply --plan " in result.stdout


def test_cases_go_on_by_the_edited_documents(edited: Case) -> None:
    plan = _done(edited("migrate", *DESIGN, *ITEM))
    done = _done(edited("migrate", *DESIGN, *ITEM, "--apply"))

    assert "SOL-2 would go on from NCV-03.2 to NCV-03.3\n    It does not go through" in plan
    assert "2 moved, 0 blocked, 0 changed meanwhile." in done
    assert "NCV-03.3 Design Array: being worked" in _done(edited("explain", "SOL-2"))
    assert _done(edited("read", "SOL-2", "Bills")) == "the Energy bills"
    assert "NCV-03.2 is NCV-03.3 now" in _done(edited("show", "SOL-2"))


def test_the_plan_that_was_shown_is_carried_out_by_its_name(edited: Case) -> None:
    name = _name(edited)

    done = _done(edited("migrate", *DESIGN, *ITEM, "--apply", "--plan", name))

    assert "2 moved, 0 blocked" in done


def test_another_plan_than_the_one_that_was_shown_changes_nothing(edited: Case) -> None:
    name = _name(edited)
    _done(edited("hold", "SOL-1", "--reason", "the customer asked for it"))

    result = edited("migrate", *DESIGN, *ITEM, "--apply", "--plan", name)

    assert result.exit_code == 1
    assert f"and not {name}: since then cases were opened, changed or ended" in result.stderr
    assert _name(edited) != name


def _name(edited: Case) -> str:
    """Return the name of the plan, as people copy it from the last line."""
    (name,) = re.findall(r"--plan (\w+) does this", _done(edited("migrate", *DESIGN, *ITEM)))
    return str(name)


def test_there_is_nothing_left_to_move_after_it(edited: Case) -> None:
    _done(edited("migrate", *DESIGN, *ITEM, "--apply"))

    again = _done(edited("migrate", *DESIGN, *ITEM, "--apply"))

    assert again == "No open case of the streams in these documents runs on older ones.\n"


def test_what_is_blocked_stays_and_the_rest_goes_on(edited: Case) -> None:
    result = edited("migrate", "--apply", "--json")

    (plan,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(each["case_id"], each["moved"]) for each in plan["moves"]] == [("SOL-1", True)]
    assert [each["case_id"] for each in plan["blocked"]] == ["SOL-2"]
    assert "Design Array: being worked" in _done(edited("explain", "SOL-2"))


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("NCV-30",), 3, "no value stream “NCV-30”"),
        (("--stage", "NCV-03.2"), 2, "'NCV-03.2' is not OLD=NEW."),
        (("--stage", "NCV-03.2="), 2, "'NCV-03.2=' is not OLD=NEW."),
        (("--item", "a=b", "--item", "a=c"), 2, "'a' became two things."),
        (("--stage", "NCV-03.7=NCV-03.1"), 3, "There is: NCV-03.1; NCV-03.2; NCV-03.3."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    edited: Case, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = edited("migrate", *words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
