"""Marks of forms, and how often somebody may send one."""

import pytest

from penstock.app.inquiries.guarding import StampError, Stamps, Visitors


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_form_that_was_shown_a_while_ago_is_taken() -> None:
    clock = Clock()
    stamps = Stamps(clock=clock)
    stamp = stamps.new()
    clock.now = 30.0

    stamps.require(stamp)


@pytest.mark.parametrize(("after_s", "sentence"), [(0.5, "faster"), (50_000.0, "very long")])
def test_a_form_that_nobody_wrote_or_everybody_forgot_is_not(after_s: float, sentence: str) -> None:
    clock = Clock()
    stamps = Stamps(clock=clock)
    stamp = stamps.new()
    clock.now = after_s

    with pytest.raises(StampError, match=sentence):
        stamps.require(stamp)


@pytest.mark.parametrize("stamp", ["", "1.2.3", "..", "x", "1.2.ä"])
def test_a_mark_that_is_not_ours_is_not_taken(stamp: str) -> None:
    with pytest.raises(StampError, match="not of this page"):
        Stamps(clock=Clock()).require(stamp)


def test_another_run_s_mark_is_not_taken() -> None:
    clock = Clock()
    with pytest.raises(StampError, match="not of this page"):
        Stamps(clock=clock).require(Stamps(clock=clock).new())


def test_somebody_waits_until_ten_minutes_have_passed_since_the_first() -> None:
    clock = Clock()
    visitors = Visitors(clock=clock, most=2)
    assert [visitors.wait_s("a"), visitors.wait_s("a")] == [0.0, 0.0]
    clock.now = 100.0

    assert visitors.wait_s("a") == 500.0
    assert visitors.wait_s("b") == 0.0
    clock.now = 600.0
    assert visitors.wait_s("a") == 0.0


def test_a_home_that_has_a_network_to_itself_is_one_visitor() -> None:
    visitors = Visitors(clock=Clock(), most=1)
    visitors.wait_s("2001:db8:1:2::1")

    assert visitors.wait_s("2001:db8:1:2:ffff::9") == 600.0
    assert visitors.wait_s("2001:db8:1:3::1") == 0.0
