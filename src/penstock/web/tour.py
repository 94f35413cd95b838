"""What there is to look at when the play of a demo is done."""

from dataclasses import dataclass
from urllib.parse import quote

from penstock.app.demo_data.places import SHOWN, Done
from penstock.web.live.building import all_pages

PAGE = "demo"


@dataclass(frozen=True, slots=True)
class Result:
    """Something to look at when a play is done.

    Args:
        path: Where it is, from the root of the server.
        words: What it is.
    """

    path: str
    words: str


def results(done: Done) -> tuple[Result, ...]:
    """Return what there is to look at; of the pages with cases those that the server has."""
    known = {page.path for page in all_pages()}
    stream = f"/value-streams/{SHOWN}"
    enter = f"/sign-in?next={quote(stream, safe='')}" if "/sign-in" in known else stream
    found = [
        Result("/findings/", "what the checks found in the documents"),
        Result(enter, f"the map of {SHOWN} with its cases, as whom you choose to play"),
        Result(done.proposal, "a proposal as a customer gets it, as PDF"),
        Result(done.project, "the page of that customer’s project, in English and in Spanish"),
        Result(f"/{PAGE}#slowest" if done.slowest else "", "the slowest stage, with its cause"),
        Result(f"/insights/{SHOWN}" if "/insights/{stream}" in known else "", "its key metrics"),
    ]
    return tuple(each for each in found if each.path)
