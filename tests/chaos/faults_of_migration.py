"""A case's going on by another model, broken on purpose."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from penstock.delivery import changing_models, deciding, evolving
from penstock.delivery import commands as do
from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from tests.chaos.planting import fault


def _migrated_otherwise(
    patch: pytest.MonkeyPatch, change: Callable[[Case, ev.Event], ev.Event | None]
) -> None:
    """Change the events of a case's going on by another model, or leave some out."""
    original = changing_models.migrated

    def migrated(case: Case, command: do.Migrate, model: StreamModel) -> tuple[ev.Event, ...]:
        changed = [change(case, event) for event in original(case, command, model)]
        return tuple(event for event in changed if event is not None)

    patch.setitem(deciding._DECISIONS, do.Migrate, migrated)  # noqa: SLF001  # see above


@fault("Items keep their old names when a case goes on by another model.")
def _items_keep_their_names(patch: pytest.MonkeyPatch) -> None:
    def change(_case: Case, event: ev.Event) -> ev.Event:
        return replace(event, items={}) if isinstance(event, ev.ModelMigrated) else event

    _migrated_otherwise(patch, change)


@fault("A task stays with the roles of the model that the case has left.")
def _task_keeps_its_roles(patch: pytest.MonkeyPatch) -> None:
    def change(case: Case, event: ev.Event) -> ev.Event:
        if not isinstance(event, ev.ModelMigrated) or case.task is None:
            return event
        return replace(event, roles=case.task.roles)

    _migrated_otherwise(patch, change)


@fault("A worker goes on with a stage that takes in, by another model, what the case lacks.")
def _worker_lacks_an_item(patch: pytest.MonkeyPatch) -> None:
    _migrated_otherwise(
        patch, lambda _case, event: None if isinstance(event, ev.TaskOpened) else event
    )


@fault("A case that had passed the last stage leaves out one that was added behind it.")
def _added_stage_left_out(patch: pytest.MonkeyPatch) -> None:
    _migrated_otherwise(
        patch, lambda _case, event: None if isinstance(event, ev.StageEntered) else event
    )


@fault("A case goes on by whatever model is at hand, be it the one it runs on.")
def _any_model(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(changing_models, "_require_model", lambda _case, _command, _model: None)


@fault("Of two items that would have the same name, one is lost.")
def _items_made_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(changing_models, "made_one", lambda _case, _items: ())


@fault("How often a case came to its stages is forgotten when it goes on by another model.")
def _visits_forgotten(patch: pytest.MonkeyPatch) -> None:
    def renamed(case: Case, stages: Mapping[str, str]) -> Mapping[str, int]:
        return {stages.get(case.stage_id, case.stage_id): 1}

    patch.setattr(evolving, "renamed_visits", renamed)
