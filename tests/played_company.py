"""The reference company, played for some months and served as its demo is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.clock import now
from penstock.app.demo_data.background import BackgroundPlay
from penstock.app.demo_data.making import Making, make
from penstock.app.demo_data.places import Place
from penstock.app.loading import reference_company
from penstock.app.watching import Watch
from penstock.web import played
from penstock.web.customers import assets, project, proposal
from penstock.web.live.building import house_of, served_shell
from penstock.web.running import listener, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition

# Some fifty cases: a few of each stream, in all stages.
SMALL, SHORT = 0.02, 8


@contextmanager
def played_company(folder: Path, *, size: float = SMALL, months: int = SHORT) -> Iterator[str]:
    """Yield the address of a server that shows a play of so many months and times its cases."""
    place, documents = Place(folder / "play"), reference_company()
    making = Making(documents=documents, place=place, size=size, months=months)
    assert make(making, stopped=lambda: False)
    play = BackgroundPlay(documents=documents, place=place, size=size, months=months)
    play.start(now=now())
    shelf = Shelf(partial(Edition.of, documents), Watch(documents), served_shell())
    kept = KeptOpen(database=place.address, folder=documents)
    house = house_of(shelf, kept, is_demo=True, banner=play.banner)
    doors = [*assets.routes(), *project.routes(kept), *proposal.routes(kept)]
    served = application(shelf, doors=[*doors, *played.routes(play, house)], house=house)
    with closing(kept), running(served, listener(0)) as address:
        yield address
