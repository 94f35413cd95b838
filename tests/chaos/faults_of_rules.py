"""The rules of cases and of commands, broken on purpose."""

import pytest

from penstock.delivery import deciding, handling, needs
from penstock.delivery.handling import Request
from tests.chaos.planting import fault


@fault("A key that was used for another command gets that one's answer.")
def _other_body_accepted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "_repeated", lambda before, _request: before.text)


@fault("The version that the caller has seen is not compared.")
def _stale_accepted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "_check_version", lambda _request, _case: None)


@fault("The hash of a request leaves out the version it was made for.")
def _hash_without_version(patch: pytest.MonkeyPatch) -> None:
    def lax(request: Request) -> str:
        return repr((request.case_id, request.command, request.actor))

    patch.setattr(Request, "sha256", property(lax))


@fault("The time of a case goes back with a clock that does.")
def _time_goes_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "never_back", lambda now, _case: now)


@fault("What follows by itself is left to the next command.")
def _nothing_follows(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "automatic", lambda *_case, **_bound: None)


@fault("A stage starts while a case that it waits for goes on.")
def _link_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(needs, "unanswered", lambda _case: iter(()))


@fault("Any role closes a stage.")
def _any_role(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deciding, "_require_role", lambda _case, _role, _model: None)
