"""Packing answers for who can unpack them."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class Packing(GZipMiddleware):
    """Packs answers, all but those of the API: its marks stand for the very bytes that are sent."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, packed where that is asked for."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
