"""The rules of cases once more, in the plainest way: dictionaries, no events, nothing shared.

What the program does is held against this; it knows the words of commands, and nothing else.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.models import StageModel, StreamModel
from tests.chaos.two_models import by_fingerprint

Facts = dict[str, Any]


WHILE_HELD = do.Resume | do.Cancel | do.Answer | do.Migrate


class RefusedByRulesError(Exception):
    """The rules do not allow it."""


def after(
    facts: Facts | None, command: do.Command, bound: frozenset[str], documents: StreamModel
) -> Facts:
    """Return a case after a command and all that follows from it by itself.

    Args:
        facts: The case; None where there is none.
        command: What is asked.
        bound: The stages whose work a worker does.
        documents: The model that cases are opened on, or go on by, at the moment.
    """
    if isinstance(command, do.Open):
        _demand(facts is None)
        new = _opened(documents)
    else:
        assert facts is not None
        _demand(facts["status"] in {"open", "held"})
        _demand(facts["status"] == "open" or isinstance(command, WHILE_HELD))
        new = deepcopy({**facts, "undo": None})
        if isinstance(command, do.Undo):
            new = _undone(facts)
        elif isinstance(command, do.Migrate):
            _migrate(new, command, documents)
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
        "model": case.fingerprint,
        "stage": case.stage_id,
        "visits": dict(case.visits),
        "phase": case.phase.value,
        "attested": set(case.attested),
        "items": {
            name: (item.version, item.sha256, not item.superseded)
            for name, item in case.items.items()
        },
        "task": case.task.assignee if case.task else None,
        "roles": case.task.roles if case.task else None,
        "links": {
            name: (link.stage_id, link.answer, link.until) for name, link in case.links.items()
        },
        "version": case.version,
    }


def expected(facts: Facts) -> Facts:
    """Return the same as the rules have it: a task is for whom its stage names Responsible."""
    roles = _stage(facts).responsible if facts["task"] is not None else None
    told = {name: value for name, value in facts.items() if name != "undo"}
    return {**told, "roles": roles}


def useful(facts: Facts) -> do.Command:
    """Return a command that brings a case nearer to its end."""
    stage, phase = _stage(facts), facts["phase"]
    if facts["status"] == "held":
        return do.Resume(reason="go")
    if phase == "waiting for its gate":
        return do.Pass(role=stage.accountable, evidence="seen")
    if phase == "passed":
        return do.Attest(criterion=_model(facts).exit_criteria[0], evidence="light")
    if phase == "waiting to start" and (missing := _criteria(facts) - facts["attested"]):
        return do.Attest(criterion=min(missing), evidence="call")
    wanted = stage.inputs if phase == "waiting to start" else stage.outputs
    if missing := [item for item in wanted if not _has(facts, item)]:
        return do.Record(item=missing[0], sha256="u")
    # Last, so that a case comes to where nothing but the other case is missing.
    waiting_for = [other for other, link in facts["links"].items() if link[0] == facts["stage"]]
    unanswered = [other for other in waiting_for if not facts["links"][other][1]]
    return do.Answer(other_case_id=unanswered[0], answer="closed") if unanswered else do.Complete()


def _model(facts: Facts) -> StreamModel:
    return by_fingerprint(facts["model"])


def _stage(facts: Facts) -> StageModel:
    return _model(facts).stage(facts["stage"])


def _opened(documents: StreamModel) -> Facts:
    first = documents.stages[0].id
    return {
        "status": "open",
        "model": documents.fingerprint,
        "stage": first,
        "visits": {first: 1},
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
    links = facts["links"].values()
    return any(stage == facts["stage"] and not answer for stage, answer, _ in links)


def _criteria(facts: Facts) -> set[str]:
    """Return what has to be attested before the stage starts: something before the first alone."""
    model, stage = _model(facts), facts["stage"]
    asked = stage == model.stages[0].id and facts["visits"][stage] == 1
    return set(model.entry_criteria) if asked else set()


def _may_start(facts: Facts) -> bool:
    inputs = all(_has(facts, item) for item in _stage(facts).inputs)
    return _criteria(facts) <= facts["attested"] and inputs and not _waits(facts)


def _enter(facts: Facts, stage: str) -> None:
    facts["stage"], facts["phase"], facts["task"] = stage, "waiting to start", None
    facts["visits"][stage] = facts["visits"].get(stage, 0) + 1
    facts["version"] += 1


def _enter_next(facts: Facts) -> None:
    ids = [stage.id for stage in _model(facts).stages]
    if facts["stage"] != ids[-1]:
        _enter(facts, ids[ids.index(facts["stage"]) + 1])


def _goes_on(facts: Facts, bound: frozenset[str]) -> bool:
    if facts["phase"] == "waiting to start" and _may_start(facts):
        by_worker = facts["stage"] in bound
        facts["phase"], facts["task"] = "being worked", None if by_worker else ""
        facts["version"] += 1 if by_worker else 2
        return True
    if facts["phase"] == "passed" and set(_model(facts).exit_criteria) <= facts["attested"]:
        facts["status"], facts["task"] = "closed", None
        facts["version"] += 1
        return True
    return False


def _act(facts: Facts, command: do.Command) -> None:
    facts["version"] += 1
    match command:
        case do.Attest(criterion=criterion):
            model = _model(facts)
            _demand(criterion in {*model.entry_criteria, *model.exit_criteria})
            _demand(criterion not in facts["attested"])
            facts["attested"].add(criterion)
        case do.Record(item=item, sha256=sha256):
            _demand(item in _model(facts).items)
            before = facts["items"].get(item, (0, "", True))
            facts["items"][item] = (before[0] + 1, sha256, True)
        case do.Hold() | do.Resume() | do.Cancel():
            _stop(facts, command)
        case do.LinkTo() | do.Answer():
            _link(facts, command)
        case do.Claim() | do.Release():
            _hand(facts, command)
        case do.Reopen():
            _reopen(facts, command.stage_id)
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
        _demand(facts["phase"] in {"waiting to start", "being worked"})
        _, answer, until = links.get(other, ("", "none yet", "none yet"))
        # What was told of one stage may be asked of the next.
        _demand(answer and until and until != command.until)
        links[other] = (facts["stage"], "", command.until)
        return
    _demand(other in links and not links[other][1])
    links[other] = (links[other][0], command.answer, links[other][2])


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


def _reopen(facts: Facts, stage: str) -> None:
    stages = list(_model(facts).stages)
    ids = [each.id for each in stages]
    at_rest = stage == facts["stage"] and facts["phase"] == "waiting to start"
    _demand(stage in ids[: ids.index(facts["stage"]) + 1] and not at_rest)
    for item in (item for each in stages[ids.index(stage) :] for item in each.outputs):
        if item in facts["items"]:
            version, sha256, _ = facts["items"][item]
            facts["items"][item] = (version, sha256, False)
    _enter(facts, stage)


def _migrate(facts: Facts, command: do.Migrate, documents: StreamModel) -> None:
    _demand(facts["model"] != command.fingerprint == documents.fingerprint)
    stages, items = command.stages, command.items
    ids = {stage.id for stage in documents.stages}
    _demand({stages.get(facts["stage"], facts["stage"]), *stages.values()} <= ids)
    _demand(documents.items.issuperset(items.values()))
    renamed = {items.get(name, name): item for name, item in facts["items"].items()}
    _demand(len(renamed) == len(facts["items"]))
    facts["items"], facts["model"] = renamed, documents.fingerprint
    facts["version"] += 1
    _rename_stages(facts, stages)
    if facts["phase"] == "passed":
        _enter_next(facts)
    inputs = all(_has(facts, item) for item in _stage(facts).inputs)
    if facts["phase"] == "being worked" and facts["task"] is None and not inputs:
        # No worker was given what the stage takes in now.
        facts["task"] = ""
        facts["version"] += 1


def _rename_stages(facts: Facts, stages: Mapping[str, str]) -> None:
    facts["stage"] = stages.get(facts["stage"], facts["stage"])
    facts["links"] = {
        name: (stages.get(stage, stage), *others)
        for name, (stage, *others) in facts["links"].items()
    }
    visits: dict[str, int] = {}
    for name, times in facts["visits"].items():
        visits[stages.get(name, name)] = max(times, visits.get(stages.get(name, name), 0))
    facts["visits"] = visits


def _work(facts: Facts, command: do.Complete | do.Fail) -> None:
    _demand(facts["phase"] == "being worked")
    if isinstance(command, do.Fail):
        _demand(facts["task"] is None)
        facts["task"] = ""
        return
    outputs = all(_has(facts, item) for item in _stage(facts).outputs)
    _demand(outputs and not _waits(facts))
    facts["phase"], facts["task"] = "waiting for its gate", None


def _judge(facts: Facts, command: do.Pass | do.SendBack) -> None:
    right = command.role == _stage(facts).accountable
    _demand(facts["phase"] == "waiting for its gate" and right)
    if isinstance(command, do.SendBack):
        facts["phase"], facts["task"] = "being worked", ""
        facts["version"] += 1
    else:
        facts["phase"] = "passed"
        _enter_next(facts)
