"""`/boundary`: what may cross between the sides, in plain words, and a question to try it on."""

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.boundary.wording import body
from penstock.app.guarding.opening import council_beside
from penstock.governance.boundary.explaining import Explanation
from penstock.governance.boundary.policies import Policies, Policy
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.gates import drawn, gates_of
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.showing.governing.trying import Trial, fields, tried
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

_COLUMNS = ("policy", "effect", "reason", "rules", "file", "line")


def pages() -> tuple[Page, ...]:
    """Return the page of the rules, for everybody who is signed in: who is bound may know them."""
    return (
        Page(
            path="/boundary",
            name="boundary",
            called="Boundary: the policies, and a question to try them on",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return the policies, and what they would decide of the question in the address.

    Nothing of any case is read for it, and nothing is recorded.
    """
    council = council_beside(visit.house.kept.folder)
    policies = council.policies
    if visit.suffix == "csv":
        return csv_answer("boundary", _COLUMNS, map(_row, policies.in_order))
    questions = fields(council, roles=visit.who.roles)
    trial = tried(council, questions, visit.asked)
    if visit.suffix:
        return json_answer(_document(policies, trial))
    head = Head(
        title="Boundary",
        meaning="What may cross between the sides of the company. What no rule permits is denied.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    gates = tuple(gates_of(council, questions))
    return visit.html(
        "live/governing/boundary.html",
        head,
        gates=gates,
        picture=Markup(drawn(gates)),  # noqa: S704  # the drawing escapes all words
        ways=ways(visit),
        filters=questions,
        trial=trial,
        policies=policies,
        body=body,
    )


def _row(each: Policy) -> tuple[Cell, ...]:
    effect, rules = _effect(each), " ".join(each.rules)
    return (each.id, effect, each.reason, rules, each.statement.file, each.statement.line)


def _effect(each: Policy) -> str:
    return "forbid" if each.forbids else "permit"


def _document(policies: Policies, trial: Trial) -> dict[str, object]:
    return {
        "sha256": policies.sha256,
        "policies": [dict(zip(_COLUMNS, _row(each), strict=True)) for each in policies.in_order],
        "question": {"access": trial.words, "given": trial.given},
        "answer": _answer(trial.told) if trial.told else {"wrong": trial.wrong},
    }


def _answer(told: Explanation) -> dict[str, object]:
    return {
        "allowed": told.decision.allowed,
        "rule": told.decision.rule,
        "reason": told.decision.reason,
        "forbidding": [each.id for each in told.forbidding],
        "permitting": [each.id for each in told.permitting],
    }
