"""What stands around the pages of a served site: the menu of the application, and who is there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An entry of the application's menu.

    Args:
        words: What it says; pages name it as their section.
        path: Where it leads, from the root of the server.
    """

    words: str
    path: str


OVERVIEW = Way(words="Overview", path="/")
ARCHITECTURE = Way(words="Architecture", path="/architecture.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What a server puts around a page. A site that is published has none.

    Args:
        ways: The entries of the menu that lead to pages beyond the site.
        account: Who is signed in, and for which side they act; HTML of our own.
        banner: What everybody should know who looks at these pages; likewise.
        query: What stands behind the addresses of the page's other forms, such as its day.
    """

    ways: tuple[Way, ...] = ()
    account: str = ""
    banner: str = ""
    query: str = ""

    @property
    def menu(self) -> tuple[Way, ...]:
        """Return all entries."""
        return (OVERVIEW, ARCHITECTURE, *self.ways)


# Pages of the site are made once for everybody; comments keep the places of what is somebody's own.
ACCOUNT, BANNER = "<!-- account -->", "<!-- banner -->"


def for_everybody(ways: tuple[Way, ...]) -> Shell:
    """Return the shell of pages that are made once for all who look at them."""
    return Shell(ways=ways, account=ACCOUNT, banner=BANNER)
