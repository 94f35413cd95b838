"""How the benchmark of smart homes counts."""

import pytest

from benchmarks.smart_home.losing import Outcome, numbered, told
from benchmarks.smart_home.passing import Size, compared
from benchmarks.smart_home.run import main


def test_what_is_acknowledged_and_not_kept_is_lost() -> None:
    said = numbered({"a": 3, "b": 1})

    acknowledged, lost, twice = told(
        "A broker", Outcome(said=said, kept=said - {("a", 2)}, repeated=4)
    )

    assert (acknowledged.value, lost.value, lost.met, twice.value) == (4, 1, False, 4)


def test_the_ratio_is_that_of_rounds_that_took_turns() -> None:
    _, _, ratio = compared("A broker", [100.0, 50.0, 80.0], [60.0, 20.0, 40.0])

    assert (ratio.value, ratio.runs, ratio.met) == (0.5, (0.6, 0.4, 0.5), True)


def test_ten_devices_are_a_home() -> None:
    size = Size(devices=40, states=3)

    assert (size.homes, size.total) == (4, 120)
    assert [len(each) for each in size.drawn().values()] == [10] * 4


def test_a_part_that_is_none_is_a_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["speed"])

    assert "passing" in capsys.readouterr().err
