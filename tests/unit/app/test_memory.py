"""What a server lets go of is given back to the machine."""

import platform
import subprocess
import sys

import pytest

_PROGRAM = """
from pathlib import Path
from penstock.app.memory import few_heaps

def held_mib():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024

few_heaps()
bytearray(16 << 20)  # From now on the C library would keep what is as large in a heap.
before = held_mib()
kept = [(bytearray(1 << 20), bytearray(4000)) for _ in range(100)]
small = [each for _, each in kept]
del kept
print(held_mib() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have one heap")
def test_what_was_large_is_given_back_though_something_small_behind_it_stays() -> None:
    words = [sys.executable, "-c", _PROGRAM]

    told = subprocess.run(words, capture_output=True, text=True, check=True)

    assert float(told.stdout) < 20
