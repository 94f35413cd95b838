"""Reading on while what was read is looked at: the wait for a server and its rows costs nothing."""

from collections.abc import Callable, Iterator
from queue import Empty, Queue
from threading import Event, Thread
from typing import TypeVar

Part = TypeVar("Part")
# So many parts are there at the most before they are wanted.
MOST = 4
_LOOK_S = 0.1


def read_ahead(parts: Callable[[], Iterator[Part]], *, most: int = MOST) -> Iterator[Part]:
    """Yield parts that a thread of its own reads; it ends with this, wherever that is left.

    What reading raises is raised here, behind the parts that were read before.
    """
    read: Queue[tuple[Part | None, BaseException | None]] = Queue(most)
    left = Event()

    def go_on() -> None:
        error: BaseException | None = None
        try:
            for part in parts():
                read.put((part, None))
                if left.is_set():
                    return
        except BaseException as raised:
            error = raised
        read.put((None, error))

    reader = Thread(target=go_on, name="audit log, read ahead", daemon=True)
    reader.start()
    try:
        while (item := read.get())[0] is not None:
            yield item[0]
        if item[1] is not None:
            raise item[1]
    finally:
        left.set()
        _let_end(reader, read)


def _let_end(reader: Thread, read: "Queue[tuple[Part | None, BaseException | None]]") -> None:
    """Wait for a reader that has to put away what it has just read."""
    while reader.is_alive():
        try:
            read.get(timeout=_LOOK_S)
        except Empty:
            reader.join(_LOOK_S)
