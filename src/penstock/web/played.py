"""`/demo`: how far the play of a demo is, and what there is to see when it is done."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from penstock.app.demo_data.background import BackgroundPlay, Played, Playing
from penstock.web.live.answers import svg_answer
from penstock.web.live.visit import House
from penstock.web.site.markup import Here
from penstock.web.site.rendering import Head, render
from penstock.web.tour import PAGE, results

_AGAIN_S = 2


def routes(play: BackgroundPlay, house: House) -> list[Route]:
    """Return the page of a play, and its picture.

    Args:
        play: The play.
        house: What all pages of the server share.
    """

    def page(request: Request) -> Response:
        standing = play.standing()
        again = {"Refresh": str(_AGAIN_S)} if isinstance(standing, Playing) else {}
        edition = house.shelf.site().edition
        text = render(
            "played.html",
            Here(edition, PAGE, house.shell(house.somebody(request))),
            Head(title=f"{edition.title}, played", meaning=standing.sentence),
            done=standing.done if isinstance(standing, Played) else None,
            results=results(standing.done) if isinstance(standing, Played) else (),
            progress=standing.progress if isinstance(standing, Playing) else None,
        )
        return Response(text, 200, again, "text/html; charset=utf-8")

    def picture(_request: Request) -> Response:
        svg = play.place.process_map()
        if not svg:
            return PlainTextResponse("There is no such picture.\n", 404)
        return svg_answer(svg)

    return [Route(f"/{PAGE}", page), Route(f"/{PAGE}/process-map.svg", picture)]
