#!/usr/bin/env python3
"""Sets up the project and runs its demo, tests, checks and benchmarks: python3 dev.py --help."""

# This file stays readable for Python 3.6, so that an old Python prints a sentence, no traceback.
import sys

OLDEST = (3, 11)


def complaint(major: int, minor: int, executable: str) -> str:
    """Return the sentence an unsuitable Python gets, or nothing for a suitable one."""
    if (major, minor) >= OLDEST:
        return ""
    return (
        "Penstock needs Python {}.{} or newer, but {} is Python {}.{}. Install a newer one "
        "(https://www.python.org/downloads/) and name it, for example: python3.11 dev.py {}"
    ).format(OLDEST[0], OLDEST[1], executable, major, minor, " ".join(sys.argv[1:]) or "demo")


def main() -> int:
    """Check the interpreter, then do what the arguments ask for."""
    sentence = complaint(sys.version_info[0], sys.version_info[1], sys.executable)
    if sentence:
        sys.stderr.write(sentence + "\n")
        return 2
    from devtools.commands import main as command

    return command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
