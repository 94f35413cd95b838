"""Processes beside a server: begun anew, and deaf to Ctrl-C, which is for the server alone."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker

# A process that begins anew has no thread of ours in it, nor half a connection.
PROCESSES = get_context("spawn")


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Have processes that are begun meanwhile hear no Ctrl-C, from their first moment on.

    They have what the thread that begins them does not hear, and would tell of it in tracebacks.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # When the tracker begins, it has its thread hear Ctrl-C again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
