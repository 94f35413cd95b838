"""How a program that lives long keeps its memory together."""

import ctypes
from contextlib import suppress

_M_ARENA_MAX, _HEAPS = -8, 2


def few_heaps() -> None:
    """Let all threads share two heaps of the C library, before any of them begins.

    The GNU C library gives up to eight heaps to each processor, and what forty threads free in
    them stays there: a third of a server's memory. Other C libraries have one, and are not asked.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)
