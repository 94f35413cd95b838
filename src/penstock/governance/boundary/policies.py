"""Policies that were read, held against their schema, and can be asked."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import cedarpy

from penstock.governance.boundary.asking import Action
from penstock.governance.boundary.slices import can_speak, without_head
from penstock.governance.boundary.statements import PolicyFile, Statement, statements

# Cedar calls policies by numbers of its own.
_SPOKEN = re.compile(r"^for policy `policy\d+`[,:] ")


class PolicyError(ValueError):
    """A policy or the schema cannot be used."""

    def __init__(self, *, file: str, line: int, found: str, advice: str) -> None:
        self.file = file
        self.line = line
        super().__init__(f"{file}:{line}: {found}. {advice}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy.

    Args:
        id: What decisions call it.
        reason: Why it permits or forbids, in a sentence.
        rules: The numbers of the rules that it enforces.
        forbids: Whether it forbids; else it permits.
        statement: Its text, and where it stands.
        parsed: The same in Cedar's JSON.
    """

    id: str
    reason: str
    rules: tuple[str, ...]
    forbids: bool
    statement: Statement
    parsed: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Policies:
    """All policies, in the order in which their reasons count, and the schema they keep to.

    Args:
        in_order: The policies; file by file, and in each from top to bottom.
        schema: The words they may use.
        sha256: The fingerprint of all the files, and of the tables that decide beside them.
    """

    in_order: tuple[Policy, ...]
    schema: PolicyFile
    sha256: str

    @classmethod
    def read(
        cls, files: Sequence[PolicyFile], *, schema: PolicyFile, tables: Sequence[PolicyFile] = ()
    ) -> "Policies":
        """Return the policies of files, checked against a schema.

        Args:
            files: The policies.
            schema: The words they may use.
            tables: What else decides and is approved with them: who has which function, what data
                is called, what stages are worked for, who belongs to the council.

        Raises:
            PolicyError: A file says what cannot be understood, or what the schema does not know.
        """
        ordered = sorted(files, key=lambda file: file.name)
        found = tuple(_policy(each) for file in ordered for each in statements(file))
        _require_distinct(found)
        more = sorted(tables, key=lambda table: table.name)
        fingerprint = _fingerprint((*ordered, schema, *more))
        read = cls(in_order=found, schema=schema, sha256=fingerprint)
        _require_valid(read)
        return read

    @cached_property
    def by_id(self) -> Mapping[str, Policy]:
        """The policies by what decisions call them."""
        return {each.id: each for each in self.in_order}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each policy stands; where several speak, the first gives the reason."""
        return {each.id: position for position, each in enumerate(self.in_order)}

    def engine(self, action: Action, kind: str) -> cedarpy.PolicySet:
        """Return the policies that can speak about an action on a kind of thing, ready to ask.

        Raises:
            ValueError: The schema knows no such action on such a thing.
        """
        head = f'permit (principal, action == Action::"{action}", resource is {kind});'
        if not cedarpy.validate_policies(head, self.words).validation_passed:
            raise ValueError(f"{self.schema.name} does not let anybody {action} {kind}")
        parsed = {
            each.id: without_head(each.parsed, action=action, kind=kind)
            for each in self.in_order
            if can_speak(each.parsed, action=action, kind=kind)
        }
        whole = {"staticPolicies": parsed, "templates": {}, "templateLinks": []}
        return cedarpy.PolicySet.from_json_str(json.dumps(whole))

    def knows_function(self, function: str) -> bool:
        """Tell whether the schema names a function, so that a policy may speak of it."""
        head = "permit (principal, action, resource)"
        named = f"when {{ principal.functions.contains(Function::{json.dumps(function)}) }};"
        return cedarpy.validate_policies(f"{head} {named}", self.words).validation_passed

    @cached_property
    def words(self) -> cedarpy.Schema:
        """The schema, made ready.

        Raises:
            PolicyError: It cannot be understood.
        """
        try:
            return cedarpy.Schema.from_str(self.schema.text)
        except ValueError as error:
            line, found = _blamed(self.schema, str(error)), f"the schema cannot be read: {error}"
            advice = "Each part of it ends with a semicolon and uses words that it defines."
            file = self.schema.name
            raise PolicyError(file=file, line=line, found=found, advice=advice) from error


def _policy(statement: Statement) -> Policy:
    body = _parsed(statement)
    said = body.get("annotations", {})
    for needed in ("id", "reason"):
        if not said.get(needed):
            raise _wrong(statement, f"there is no @{needed}", f'Write @{needed}("…") above it.')
    return Policy(
        id=said["id"],
        reason=said["reason"],
        rules=tuple(said.get("rules", "").split()),
        forbids=body["effect"] == "forbid",
        statement=statement,
        parsed=body,
    )


def _parsed(statement: Statement) -> dict[str, Any]:
    try:
        parsed = json.loads(cedarpy.policies_to_json_str(statement.text))
    except ValueError as error:
        advice = "A policy ends with a semicolon, and texts in it stand in quotes."
        raise _wrong(statement, f"this is no policy: {error}", advice) from error
    if parsed["templates"]:
        raise _wrong(statement, "this is a template", "Write it out: nobody fills it in.")
    bodies: list[dict[str, Any]] = list(parsed["staticPolicies"].values())
    return bodies[0]


def _require_distinct(policies: Sequence[Policy]) -> None:
    seen: dict[str, Policy] = {}
    for each in policies:
        if other := seen.get(each.id):
            place = f"{other.statement.file}:{other.statement.line}"
            found = f"the id {each.id} is taken by {place}"
            raise _wrong(each.statement, found, "Give each policy an id of its own.")
        seen[each.id] = each


def _require_valid(policies: Policies) -> None:
    whole = "\n".join(each.statement.text for each in policies.in_order)
    for error in cedarpy.validate_policies(whole, policies.words).errors:
        number = int(error.policy_id.removeprefix("policy"))
        policy = policies.in_order[number]
        found = f"{policy.id} does not keep to the schema: {_SPOKEN.sub('', error.error)}"
        raise _wrong(policy.statement, found, f"{policies.schema.name} lists the words.")


def _blamed(schema: PolicyFile, error: str) -> int:
    """Return the line of the schema that an error is about, for Cedar does not tell."""
    parts = list(statements(schema))
    names = re.findall(r"\w+", error.partition("types")[2] or error.partition("type:")[2])
    for part in parts:
        if any(re.search(rf"\b{name}\b", part.text) for name in names) or _is_broken(part):
            return part.line
    return 1


def _is_broken(part: Statement) -> bool:
    try:
        cedarpy.Schema.from_str(part.text)
    except ValueError as error:
        return str(error).startswith("error parsing")
    return False


def _wrong(statement: Statement, found: str, advice: str) -> PolicyError:
    return PolicyError(file=statement.file, line=statement.line, found=found, advice=advice)


def _fingerprint(files: Sequence[PolicyFile]) -> str:
    """Return the SHA-256 of files with their names, wherever a line of theirs ends."""
    parts = [[file.name, file.text.replace("\r\n", "\n")] for file in files]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
