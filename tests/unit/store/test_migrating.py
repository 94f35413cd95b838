from alembic.script import ScriptDirectory

from penstock.store.migrating import FOLDER, LATEST


def test_the_steps_are_numbered_without_gaps_up_to_the_latest_known() -> None:
    steps = [step.revision for step in ScriptDirectory(str(FOLDER)).walk_revisions()]

    assert sorted(steps) == [f"{number:04}" for number in range(1, len(steps) + 1)]
    assert max(steps) == LATEST


def test_each_step_follows_the_one_before() -> None:
    for step in ScriptDirectory(str(FOLDER)).walk_revisions():
        number = int(step.revision)
        assert step.down_revision == (f"{number - 1:04}" if number > 1 else None)
