"""How a program that lives long keeps its memory together."""

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE_BYTES, _HEAPS = 128 << 10, 2


def few_heaps() -> None:
    """Let all threads share two heaps of the C library, before any of them begins.

    The GNU C library gives up to eight heaps to each processor, and what forty threads free in
    them stays there: a third of a server's memory. After it has freed something large it keeps all
    that is as large in a heap, too, between what is small; told once what is large, it gives that
    back. Other C libraries are not asked.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, _HEAPS)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
