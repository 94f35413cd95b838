"""Where a server has the API: it is made when somebody first asks it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from penstock.api.links import placed
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.checked import Checked
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.live.newsroom import Newsroom
from penstock.app.measuring.insights import Insights

_MISSING = "The API needs more packages. Install them with: pip install 'penstock[web]'."


def mounted(
    kept: KeptOpen,
    folder: Path | None,
    *,
    leaving: Callable[[], bool] = lambda: False,
    insights: Insights | None = None,
    newsroom: Newsroom | None = None,
    telemetry: Path = TELEMETRY,
) -> Mount:
    """Return the API of a server's cases and documents, in its place.

    Args:
        kept: The cases.
        folder: The documents.
        leaving: Tells whether the server is about to stop, so that nobody is listened to for ever.
        insights: How the cases went, as the pages tell it; None for a log of its own.
        newsroom: Hands out what happens in cases, to pages too; None for one of its own.
        telemetry: The folder in which is kept what devices say.
    """
    return placed(
        Later(
            kept=kept,
            folder=folder,
            leaving=leaving,
            insights=insights,
            newsroom=newsroom,
            telemetry=telemetry,
        )
    )


@dataclass(kw_only=True)
class Later:
    """The API, made with the first request: what it is made with is slow to import.

    Args:
        kept: The cases.
        folder: The documents.
        leaving: Tells whether the server is about to stop.
        insights: How the cases went; None for a log of its own.
        newsroom: Hands out what happens in cases; None for one of its own.
        telemetry: The folder in which is kept what devices say.
    """

    kept: KeptOpen
    folder: Path | None
    leaving: Callable[[], bool]
    insights: Insights | None = None
    newsroom: Newsroom | None = None
    telemetry: Path = TELEMETRY
    _lock: Lock = field(default_factory=Lock, init=False)
    _made: list[ASGIApp] = field(default_factory=list, init=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        made = self._made[0] if self._made else await run_in_threadpool(self.made)
        await made(scope, receive, send)

    def made(self) -> ASGIApp:
        """Return the API, or what says what it needs."""
        with self._lock:
            if not self._made:
                self._made.append(self._application())
            return self._made[0]

    def _application(self) -> ASGIApp:
        try:
            from penstock.api.application import application
            from penstock.api.entrance import Entrance
        except ModuleNotFoundError:
            problem = {"title": "Not installed", "status": 503, "detail": _MISSING}
            return JSONResponse(problem, 503, media_type="application/problem+json")
        from penstock.app.measuring.served import Measuring
        from penstock.app.signing_in.opening import signing_in_to
        from penstock.app.signing_in.visitor import Visitor

        checked = Checked(folder=self.folder)

        def bearer(token: str) -> Visitor | None:
            # The doorkeeper goes by the documents as they are with each request.
            return signing_in_to(self.kept.cases()).doorkeeper.bearer(token)

        entrance = Entrance(
            cases_for=self.kept.cases_for,
            bearer=bearer,
            findings=lambda: checked.report().findings,
            measuring=Measuring(insights=self.insights or Insights(kept=self.kept)),
            telemetry=self.telemetry,
        )
        return application(entrance, leaving=self.leaving, newsroom=self.newsroom)
