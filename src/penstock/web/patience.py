"""Connections that keep us waiting: who says half a request is not waited for without end."""

import asyncio
from typing import ClassVar, cast

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class Patience(H11Protocol):
    """Reads requests as uvicorn does, and hangs up on whoever takes too long to say theirs.

    Between two requests of a connection uvicorn waits by itself, for a few seconds.
    """

    head_s: ClassVar[float] = 20.0
    """So long a request may take before its body begins."""

    whole_s: ClassVar[float] = 600.0
    """So long a request may take with its body: the largest files over a slow line."""

    _end: asyncio.TimerHandle | None = None
    _awaited: str = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait_for("head")

    def data_received(self, data: bytes) -> None:
        """Take what was said, and wait for what is left."""
        super().data_received(data)
        # There is none before the first request, whatever uvicorn says.
        request = cast("RequestResponseCycle | None", self.cycle)
        if request is not None and request.more_body:
            self._wait_for("body")
        elif request is None or request.response_complete:
            self._wait_for("head")
        else:
            self._wait_for("")

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_for("")
        super().connection_lost(exc)

    def _wait_for(self, what: str) -> None:
        """Wait from now on, unless it is waited for the same already; empty for nothing."""
        if what == self._awaited:
            return
        self._awaited = what
        if self._end:
            self._end.cancel()
        seconds = self.head_s if what == "head" else self.whole_s
        self._end = self.loop.call_later(seconds, self.transport.close) if what else None
