"""Leaving without taking a large model apart."""

import os
import sys
from typing import NoReturn


class Done(SystemExit):
    """The end of a command that has said all it has to say and leaves nothing open.

    It is raised where the command's model is still in use, so that nothing of the model is freed on
    the way out. Commands with threads, connections or other programs end in the ordinary way.
    """

    code: int

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)


def leave(done: Done) -> NoReturn:
    """End the process at once; freeing a large model object by object would take far longer."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Whoever read has gone. The interpreter knows what to say and which code to give.
        raise done from None
    os._exit(done.code)
