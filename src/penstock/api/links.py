"""Addresses within the API, written in one place."""

from urllib.parse import quote

ROOT = "/api"


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
