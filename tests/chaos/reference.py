"""The rules of cases once more, in the plainest way: dictionaries, no events, nothing shared.

What the program does is held against this; it knows the words of commands, and nothing else.
"""

from copy import deepcopy
from typing import Any

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from tests.unit.delivery.working import MODEL

Facts = dict[str, Any]
STAGES = MODEL.stages
IDS = [stage.id for stage in STAGES]


class RefusedByRulesError(Exception):
    """The rules do not allow it."""


def after(facts: Facts | None, command: do.Command, bound: frozenset[str]) -> Facts:
    """Return a case after a command and all that follows from it by itself."""
    if isinstance(command, do.Open):
        _demand(facts is None)
        new = _opened()
    else:
        assert facts is not None
        _demand(facts["status"] in {"open", "held"})
        _demand(facts["status"] == "open" or isinstance(command, do.Resume | do.Cancel | do.Answer))
        new = deepcopy({**facts, "undo": None})
        if isinstance(command, do.Undo):
            new = _undone(facts)
        else:
            _act(new, command)
        if isinstance(command, do.Attest | do.Record | do.Claim):
            # One act can be taken back, not those before it.
            new["undo"] = {**facts, "undo": None}
    while new["status"] == "open" and _goes_on(new, bound):
        new["undo"] = None
    return new


def shown(case: Case) -> Facts:
    """Return what a reference tells of a case, as the program has it."""
    return {
        "status": case.status.value,
        "stage": IDS.index(case.stage_id),
        "visits": [case.visits.get(each, 0) for each in IDS],
        "phase": case.phase.value,
        "attested": set(case.attested),
        "items": {
            name: (item.version, item.sha256, not item.superseded)
            for name, item in case.items.items()
        },
        "task": case.task.assignee if case.task else None,
        "links": {
            name: (IDS.index(link.stage_id), link.answer) for name, link in case.links.items()
        },
        "version": case.version,
    }


def useful(facts: Facts) -> do.Command:
    """Return a command that brings a case nearer to its end."""
    stage, phase = STAGES[facts["stage"]], facts["phase"]
    if facts["status"] == "held":
        return do.Resume(reason="go")
    if phase == "waiting for its gate":
        return do.Pass(role=stage.accountable, evidence="seen")
    if phase == "passed":
        return do.Attest(criterion=MODEL.exit_criteria[0], evidence="light")
    if phase == "waiting to start" and not facts["attested"]:
        return do.Attest(criterion=MODEL.entry_criteria[0], evidence="call")
    wanted = stage.inputs if phase == "waiting to start" else stage.outputs
    if missing := [item for item in wanted if not _has(facts, item)]:
        return do.Record(item=missing[0], sha256="u")
    # Last, so that a case comes to where nothing but the other case is missing.
    waiting_for = [other for other, link in facts["links"].items() if link[0] == facts["stage"]]
    unanswered = [other for other in waiting_for if not facts["links"][other][1]]
    return do.Answer(other_case_id=unanswered[0], answer="closed") if unanswered else do.Complete()


def _opened() -> Facts:
    return {
        "status": "open",
        "stage": 0,
        "visits": [1, 0, 0],
        "phase": "waiting to start",
        "attested": set(),
        "items": {},
        "task": None,
        "links": {},
        "version": 2,
        "undo": None,
    }


def _demand(condition: object) -> None:
    if not condition:
        raise RefusedByRulesError


def _has(facts: Facts, item: str) -> bool:
    return bool(item in facts["items"] and facts["items"][item][2])


def _waits(facts: Facts) -> bool:
    return any(stage == facts["stage"] and not answer for stage, answer in facts["links"].values())


def _may_start(facts: Facts) -> bool:
    asked = facts["stage"] == 0 and facts["visits"][0] == 1
    criteria = set(MODEL.entry_criteria) if asked else set()
    inputs = all(_has(facts, item) for item in STAGES[facts["stage"]].inputs)
    return criteria <= facts["attested"] and inputs and not _waits(facts)


def _enter(facts: Facts, stage: int) -> None:
    facts["stage"], facts["phase"], facts["task"] = stage, "waiting to start", None
    facts["visits"][stage] += 1


def _goes_on(facts: Facts, bound: frozenset[str]) -> bool:
    if facts["phase"] == "waiting to start" and _may_start(facts):
        by_worker = IDS[facts["stage"]] in bound
        facts["phase"], facts["task"] = "being worked", None if by_worker else ""
        facts["version"] += 1 if by_worker else 2
        return True
    if facts["phase"] == "passed" and set(MODEL.exit_criteria) <= facts["attested"]:
        facts["status"], facts["task"] = "closed", None
        facts["version"] += 1
        return True
    return False


def _act(facts: Facts, command: do.Command) -> None:
    facts["version"] += 1
    match command:
        case do.Attest(criterion=criterion):
            _demand(criterion not in facts["attested"])
            facts["attested"].add(criterion)
        case do.Record(item=item, sha256=sha256):
            before = facts["items"].get(item, (0, "", True))
            facts["items"][item] = (before[0] + 1, sha256, True)
        case do.Hold() | do.Resume() | do.Cancel():
            _stop(facts, command)
        case do.LinkTo() | do.Answer():
            _link(facts, command)
        case do.Claim() | do.Release():
            _hand(facts, command)
        case do.Reopen():
            _reopen(facts, IDS.index(command.stage_id))
        case do.Complete() | do.Fail():
            _work(facts, command)
        case do.Pass() | do.SendBack():
            _judge(facts, command)
        case _:
            # What may start or close has done so by itself.
            raise RefusedByRulesError


def _stop(facts: Facts, command: do.Hold | do.Resume | do.Cancel) -> None:
    if isinstance(command, do.Cancel):
        facts["status"], facts["task"] = "cancelled", None
        return
    _demand(facts["status"] == ("open" if isinstance(command, do.Hold) else "held"))
    facts["status"] = "held" if isinstance(command, do.Hold) else "open"


def _link(facts: Facts, command: do.LinkTo | do.Answer) -> None:
    links, other = facts["links"], command.other_case_id
    if isinstance(command, do.LinkTo):
        _demand(other not in links and facts["phase"] in {"waiting to start", "being worked"})
        links[other] = (facts["stage"], "")
        return
    _demand(other in links and not links[other][1])
    links[other] = (links[other][0], command.answer)


def _undone(facts: Facts) -> Facts:
    _demand(facts["undo"])
    return deepcopy({**facts["undo"], "version": facts["version"] + 1, "undo": None})


def _hand(facts: Facts, command: do.Claim | do.Release) -> None:
    if isinstance(command, do.Claim):
        _demand(facts["task"] == "")
        facts["task"] = command.person
        return
    _demand(facts["task"])
    facts["task"] = ""


def _reopen(facts: Facts, stage: int) -> None:
    at_rest = stage == facts["stage"] and facts["phase"] == "waiting to start"
    _demand(stage <= facts["stage"] and not at_rest)
    for item in (item for each in STAGES[stage:] for item in each.outputs):
        if item in facts["items"]:
            version, sha256, _ = facts["items"][item]
            facts["items"][item] = (version, sha256, False)
    _enter(facts, stage)
    facts["version"] += 1


def _work(facts: Facts, command: do.Complete | do.Fail) -> None:
    _demand(facts["phase"] == "being worked")
    if isinstance(command, do.Fail):
        _demand(facts["task"] is None)
        facts["task"] = ""
        return
    outputs = all(_has(facts, item) for item in STAGES[facts["stage"]].outputs)
    _demand(outputs and not _waits(facts))
    facts["phase"], facts["task"] = "waiting for its gate", None


def _judge(facts: Facts, command: do.Pass | do.SendBack) -> None:
    right = command.role == STAGES[facts["stage"]].accountable
    _demand(facts["phase"] == "waiting for its gate" and right)
    if isinstance(command, do.SendBack):
        facts["phase"], facts["task"] = "being worked", ""
        facts["version"] += 1
    elif facts["stage"] + 1 == len(STAGES):
        facts["phase"] = "passed"
    else:
        _enter(facts, facts["stage"] + 1)
        facts["version"] += 1
