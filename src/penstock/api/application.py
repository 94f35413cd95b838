"""The API as one application, and the place where a server mounts it."""

from collections.abc import Callable
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute

from penstock.api import architecture, devices, events, explaining, results
from penstock.api.cases import acting, commanding, contents, looking, tasks
from penstock.api.describing import described
from penstock.api.entrance import Entrance
from penstock.api.governing import auditing, consents
from penstock.api.measuring import flow, metrics
from penstock.api.passing import Bounded, Headers
from penstock.api.refusing import refuse
from penstock.app.live.newsroom import Newsroom

_DESCRIPTION = (
    "Cases, their documents and tasks, the architecture, key metrics, consents and the audit log "
    "of Penstock. docs/reference/http-api.md tells the conventions that all routes share."
)
_PARTS = (
    looking,
    commanding,
    contents,
    acting,
    tasks,
    results,
    devices,
    architecture,
    metrics,
    flow,
    consents,
    auditing,
    events,
    explaining,
)


def _never() -> bool:
    return False


def application(
    entrance: Entrance,
    *,
    leaving: Callable[[], bool] = _never,
    newsroom: Newsroom | None = None,
) -> FastAPI:
    """Return the API.

    Args:
        entrance: What lets callers in.
        leaving: Tells whether the server is about to stop.
        newsroom: Hands out what happens in cases, to pages too; None for one of its own.
    """
    made = FastAPI(
        title="Penstock",
        version=version("penstock"),
        description=_DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_id,
    )
    made.state.entrance = entrance
    made.state.routes = tuple(operations().values())
    made.state.newsroom = newsroom or Newsroom(leaving=leaving)
    for each in _PARTS:
        made.include_router(each.router)
    refuse(made)
    made.add_middleware(Bounded)
    made.add_middleware(Headers)
    made.openapi = lambda: described(made)  # type: ignore[method-assign]
    return made


def operations() -> dict[str, APIRoute]:
    """Return every route by its method and path, as in `GET /cases/{case_id}`."""
    routes = [each for part in _PARTS for each in part.router.routes]
    return {
        f"{method} {each.path.replace(':path}', '}')}": each
        for each in routes
        if isinstance(each, APIRoute)
        for method in sorted(each.methods or ())
    }


def _id(route: APIRoute) -> str:
    return route.name
