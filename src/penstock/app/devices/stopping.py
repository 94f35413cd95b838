"""Programs that run until somebody stops them."""

import asyncio
import signal
from contextlib import suppress


def told_to_stop() -> asyncio.Event:
    """Return what is set once the program is interrupted or told to end."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        # Windows knows no such handlers; there an interrupt ends the program.
        with suppress(NotImplementedError):
            loop.add_signal_handler(each, stopped.set)
    return stopped
