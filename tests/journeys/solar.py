"""The case of the reference company that people work in journeys: rooftop solar for Rivera."""

import json
from collections.abc import Callable
from typing import Any

from click.testing import Result

ENTRY = ("has asked for solar", "looks suitable", "can finance")
EXIT = ("installed and has passed", "permission to operate", "monitoring platform", "warranties")
STAGES = {
    "NCV-03.1": (
        ("Customer inquiry", "Customer energy bills"),
        ("Qualified lead", "Preliminary energy analysis"),
    ),
    "NCV-03.2": (
        ("Site specifics",),
        ("System design", "Financial projections", "Customer proposal", "Bill of materials"),
    ),
    "NCV-03.3": (
        ("Customer approval", "Financing offer"),
        ("Signed contract", "Financing agreement", "Sales order"),
    ),
    "NCV-03.4": ((), ("Approved permits", "Approved interconnection agreement")),
    "NCV-03.5": ((), ("Installed DG/storage system",)),
    "NCV-03.6": (
        ("Inspection result",),
        ("Passed inspection", "Commissioning report", "Permission to operate (PTO)"),
    ),
    "NCV-03.7": ((), ("Activated system", "Trained customer")),
}

Case = Callable[..., Result]


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def record(case: Case, *items: str) -> None:
    for item in items:
        done(case("record", "SOL-1001", item, "--text", f"the {item}", "--as", "Sam"))


def begin(case: Case) -> None:
    for words in ENTRY:
        done(case("attest", "SOL-1001", words, "--evidence", "call", "--as", "Sam"))


def work(case: Case, stage: str) -> str:
    inputs, outputs = STAGES[stage]
    record(case, *inputs)
    done(case("claim", "SOL-1001", "--as", "Dora"))
    record(case, *outputs)
    done(case("complete", "SOL-1001", "--as", "Dora"))
    return done(case("pass", "SOL-1001", "--evidence", "all seen", "--as", "Vera"))


def shown(case: Case, case_id: str = "SOL-1001") -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(done(case("show", case_id, "--json")))
    return shown
