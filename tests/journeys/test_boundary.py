"""A council reads, tries and changes what may cross between the sides."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app import clock
from penstock.app.auditing import opened_log
from penstock.app.boundary.questions import read_questions, written
from penstock.app.boundary.reading import Council
from penstock.cli.main import penstock
from penstock.governance.audit.entry import Verdict
from penstock.store import open_store
from tests.oracles.boundary.crossings import crossings
from tests.unit.governance.audit.logs import READ

SELLS = (
    "Sales Consultant - AES acting for AES reads personal regulated interval usage "
    "about C-1 for solar design"
)


@pytest.fixture
def company(tmp_path: Path, reference_company: Path) -> Path:
    """Return a copy of the reference company that a test may change."""
    return Path(shutil.copytree(reference_company, tmp_path / "company"))


def _boundary(*words: str) -> Result:
    return CliRunner().invoke(penstock, ["boundary", *words])


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_policies_are_listed_with_their_reasons() -> None:
    done = _boundary("policy")

    assert done.exit_code == 0
    assert "forbid  consent-revoked         The customer has taken the consent back." in done.output
    assert "What none permits is denied." in done.output


def test_one_policy_is_shown_with_its_text_and_place() -> None:
    done = _boundary("policy", "consent-expired")

    assert done.output.startswith("3-consent.cedar:")
    assert "context.at >= context.consent.end" in done.output


def test_the_policies_are_one_document_for_programs() -> None:
    document = json.loads(_boundary("policy", "--json").output)

    assert len(document["sha256"]) == 64
    assert {"id", "effect", "reason", "rules", "file", "line", "text"} == {*document["policies"][0]}


def test_the_companys_scenarios_are_as_written() -> None:
    done = _boundary("test")

    assert (done.exit_code, done.output.endswith(" scenarios, all as written.\n")) == (0, True)


def test_a_weaker_policy_fails_its_scenarios_with_their_lines(company: Path) -> None:
    _edit(company / "policy" / "6-aggregates.cedar", "customers < 15", "customers < 14")

    done = _boundary("test", "--in", str(company))

    assert done.exit_code == 1
    assert "is allowed by safe-aggregate, not denied by aggregate-too-few." in done.output
    assert done.output.startswith("scenarios.csv:")


def test_a_policy_that_no_scenario_expects_is_named(company: Path) -> None:
    _edit(company / "policy" / "4-operations.cedar", '"no-feeder-model"', '"no-model"')

    done = _boundary("test", "--in", str(company))

    assert "No scenario expects: no-model." in done.output


def test_a_policy_that_cannot_be_read_is_a_sentence_with_its_line(company: Path) -> None:
    _edit(company / "policy" / "1-hats.cedar", "principal.hat != Side", "principal.hut != Side")

    done = _boundary("test", "--in", str(company))

    assert done.exit_code == 2
    assert "1-hats.cedar:6: hat-not-theirs does not keep to the schema: " in done.output


def test_a_misspelt_function_is_refused_since_it_would_bind_nobody(company: Path) -> None:
    _edit(company / "policy" / "functions.csv", "Energy Trader,marketing", "Energy Trader,marketer")

    done = _boundary("test", "--in", str(company))

    assert done.exit_code == 3
    assert "there is no function marketer." in done.output


def test_an_access_in_words_is_explained() -> None:
    done = _boundary("explain", SELLS)

    assert done.exit_code == 0
    assert done.output.startswith("denied by consent-none\n")
    assert "otherwise permitted by with-consent" in done.output


def test_a_line_of_the_scenarios_is_explained() -> None:
    assert _boundary("explain", "scenarios.csv:3").output.startswith("allowed by with-consent")


@pytest.fixture
def recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference_company: Path
) -> dict[str, int]:
    """Return the positions of two decisions in the audit log of a database here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    monkeypatch.delenv("PENSTOCK_AUDIT_KEY", raising=False)
    open_store("sqlite:///penstock.db").close()
    now = Council(reference_company).policies.sha256
    read = replace(READ, at=clock.now(), verdict=Verdict.DENIED, rule="consent-none")
    with opened_log("sqlite:///penstock.db") as log:
        first, second = log.append([replace(read, policy_sha256=now), read])
    return {"by these policies": first, "by others": second}


def test_a_decision_of_the_audit_log_is_explained(recorded: dict[str, int]) -> None:
    done = _boundary("explain", str(recorded["by these policies"]))

    assert done.exit_code == 0
    assert "by consent-none" in done.output
    assert "The policies are those by which it was decided." in done.output
    assert "There is no consent, and what is about a person crosses" in done.output


def test_a_decision_by_other_policies_says_so_and_that_it_was_read(
    recorded: dict[str, int],
) -> None:
    assert (
        "The policies have changed since" in _boundary("explain", str(recorded["by others"])).output
    )
    assert "log read" in CliRunner().invoke(penstock, ["audit", "log"]).output


def test_a_decision_that_is_not_in_the_log_is_a_sentence(recorded: dict[str, int]) -> None:
    done = _boundary("explain", "999")

    assert (done.exit_code, len(recorded)) == (3, 2)
    assert "Entry 999 of the audit log is not there" in done.output


def test_what_nothing_permits_is_said_so() -> None:
    done = _boundary("explain", "company SunCo reads internal regulated plan for sales")

    assert done.output.startswith("denied by not-permitted")
    assert "No policy permits it." in done.output


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["explain", "scenarios.csv:9999"], 3, "has no question in line 9999"),
        (["explain", "nowhere.jsonl:1"], 3, "nowhere.jsonl cannot be read"),
        (["explain", "somebody does something"], 2, "is not understood"),
        (["policy", "no-such"], 3, "There is no policy no-such."),
        (["test", "--in", "/nowhere"], 3, "holds no policies"),
        (["test", "nowhere.csv"], 3, "There is no nowhere.csv."),
    ],
)
def test_what_is_not_there_is_a_sentence(words: list[str], code: int, sentence: str) -> None:
    done = _boundary(*words)

    assert done.exit_code == code
    assert sentence in done.output


def test_a_changed_policy_is_compared_on_scenarios(company: Path, tmp_path: Path) -> None:
    draft = shutil.copytree(company / "policy", tmp_path / "draft")
    _edit(draft / "7-emergencies.cedar", "24 * 60", "48 * 60")

    done = _boundary("replay", "--in", str(company), "--changed", str(draft))

    assert done.exit_code == 1
    assert "  - denied by emergency-too-long\n  + allowed by emergency\n" in done.output
    assert done.output.endswith(": 1 decided otherwise, 0 for another reason.\n")


def test_recorded_questions_are_replayed(company: Path, tmp_path: Path) -> None:
    asked, draft = tmp_path / "asked.jsonl", shutil.copytree(company / "policy", tmp_path / "draft")
    questions = list(crossings(200, seed=4))
    asked.write_text("\n".join(map(written, questions)), encoding="utf-8")

    done = _boundary("replay", str(asked), "--in", str(company), "--changed", str(draft))

    assert (done.exit_code, done.output) == (
        0,
        "200 questions: 0 decided otherwise, 0 for another reason.\n",
    )
    assert list(read_questions(asked).values()) == questions


def test_a_recorded_line_that_is_no_question_is_a_sentence(company: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"action": "fly"}\n', encoding="utf-8")

    done = _boundary("replay", str(asked), "--changed", str(company / "policy"))

    assert done.exit_code == 2
    assert "asked.jsonl:1: this is no question: actor: is missing" in done.output


def test_the_companys_policies_are_those_that_its_council_adopted() -> None:
    done = _boundary("changes", "--as-of", "2026-11-21")

    # After a change of a policy, changes.csv needs a line with the SHA-256 of `boundary policy`.
    assert (done.exit_code, "hold on 2026-11-21" in done.output) == (0, True), done.output


def test_a_changed_word_needs_the_council_again(company: Path) -> None:
    _edit(company / "policy" / "7-emergencies.cedar", "24 * 60", "48 * 60")

    done = _boundary("changes", "--in", str(company))

    assert done.exit_code == 1
    assert "were never adopted. Add a line that adopts them." in done.output


def test_policies_do_not_hold_before_their_day() -> None:
    done = _boundary("changes", "--as-of", "2020-01-01")

    assert (done.exit_code, "hold from" in done.output) == (1, True)
