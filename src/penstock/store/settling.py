"""What a disk has to be told so that a name in a folder survives when the power fails."""

import os
import sys
from pathlib import Path


def settle(folder: Path) -> None:
    """Let the disk keep the names in a folder; Windows does that by itself and opens none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
