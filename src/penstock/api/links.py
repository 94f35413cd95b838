"""Addresses within the API, written in one place."""

import re
from urllib.parse import quote

from starlette.routing import Mount
from starlette.types import ASGIApp

ROOT = "/api"


def placed(application: ASGIApp) -> Mount:
    """Return the API in its place, whatever characters stand in an address below it."""
    mount = Mount(ROOT, application)
    # A line break in an address is a name that is not there, and answered as such by the API.
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def path(*steps: str) -> str:
    """Return an address below the API, its steps escaped."""
    return "/".join((ROOT, *(quote(each, safe="") for each in steps)))


def case_links(case_id: str, stream_id: str) -> dict[str, str]:
    """Return where a case, and what belongs to it, is found."""
    parts = ("explanation", "history", "items", "acts", "status")
    return {
        "self": path("cases", case_id),
        **{each: path("cases", case_id, each) for each in parts},
        "stream": path("streams", stream_id),
    }
