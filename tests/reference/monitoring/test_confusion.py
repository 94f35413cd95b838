import re
from pathlib import Path

import pytest

from penstock.engineering.monitoring.diagnosing import diagnosed
from tests.reference.monitoring.confusion import confusion, first_reason, right_share
from tests.reference.monitoring.labelled import HEALTHY, VISIBLE, cases
from tests.reference.monitoring.weather_windows import by_quarters

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "monitoring.md"
_ROW = re.compile(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \| ?(.*) \|$", re.MULTILINE)


def stated() -> dict[str, tuple[int, int, str]]:
    """Return label, number of cases, number that was right, and the others, as the page has it."""
    words = PAGE.read_text(encoding="utf-8")
    return {row[1]: (int(row[2]), int(row[3]), row[4].strip()) for row in _ROW.finditer(words)}


def measured() -> dict[str, tuple[int, int, str]]:
    table = confusion(held_out=True)
    labels = sorted({label for label, _ in table})
    return {
        str(label): (
            sum(count for (one, _), count in table.items() if one == label),
            table[label, label],
            ", ".join(
                f"{count} {reason}"
                for (one, reason), count in sorted(table.items())
                if one == label and reason != label
            ),
        )
        for label in labels
    }


def test_the_page_states_what_was_measured() -> None:
    assert stated() == measured()


@pytest.mark.parametrize(("held_out", "least"), [(False, 0.97), (True, 0.97)])
def test_nearly_all_faults_get_their_own_reason(held_out: bool, least: float) -> None:
    assert right_share(confusion(held_out=held_out)) >= least


@pytest.mark.parametrize("held_out", [False, True])
def test_hardly_any_sound_system_is_called_faulty(held_out: bool) -> None:
    table = confusion(held_out=held_out)
    sound = sum(count for (label, _), count in table.items() if label == HEALTHY)

    assert sound == 36
    assert sound - table[HEALTHY, HEALTHY] <= 2


def test_no_telemetry_of_another_site_is_taken_for_this_one() -> None:
    table = confusion(held_out=True)
    taken = {reason for (label, reason) in table if label == "telemetry of another site"}

    assert taken == {"telemetry of another site"}


def test_quarters_of_an_hour_are_judged_as_well_as_hours() -> None:
    judged = [
        (case.label, first_reason(diagnosed(case.system, by_quarters(case.seen)), case.label))
        for case in cases(held_out=True)
        if "miami" in case.name and (case.label == HEALTHY or case.lost_share >= VISIBLE)
    ]

    wrong = [pair for pair in judged if pair[0] != pair[1]]
    assert len(judged) > 200
    assert wrong == []
