import os
import signal
import subprocess
import sys
import time
from threading import Timer

import pytest

from penstock.app.bell import Bell

WAITS = """
import time
from penstock.app.bell import Bell
bell = Bell.for_signals()
print("ready", flush=True)
bell.wait()
print("asked", flush=True)
time.sleep(60)
"""


def test_whoever_rests_is_woken() -> None:
    bell = Bell()
    began = time.monotonic()
    Timer(0.05, bell.ring).start()

    bell.rest(30)

    assert time.monotonic() - began < 10
    assert not bell.stopped


def test_a_bell_that_rang_before_lets_nobody_rest() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    began = time.monotonic()

    bell.rest(30)

    assert time.monotonic() - began < 10


def test_it_is_heard_once() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    bell.rest(30)
    began = time.monotonic()

    bell.rest(0.05)

    assert time.monotonic() - began >= 0.04


def test_it_is_stopped_from_another_thread() -> None:
    bell = Bell()
    Timer(0.05, bell.stop).start()

    bell.wait()

    assert bell.stopped


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX knows them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_second_signal_ends_the_program_at_once(number: signal.Signals) -> None:
    command = [sys.executable, "-c", WAITS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.stdout.readline() == "asked\n"
        process.send_signal(number)

        assert process.wait(timeout=10) == -number
