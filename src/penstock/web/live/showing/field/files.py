"""The service worker by which a phone keeps the pages of the field, and what it is installed by."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files as package_files

from starlette.responses import Response

from penstock.web.live.answers import json_answer
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.visit import Visit

# What the pages load; a change of any of them makes another version of the worker.
KEPT = (
    "site.css",
    "field.css",
    "field.js",
    "field-queue.js",
    "display.js",
    "inter.woff2",
    "icon.svg",
)
_WORKER = "field-worker.js"
_NO_CACHE = {"Cache-Control": "no-cache"}


def pages() -> tuple[Page, ...]:
    """Return both files; they say nothing of anybody."""
    return (
        Page(
            path="/field/worker.js",
            name="field-worker",
            show=show_worker,
            audience=EVERYBODY,
        ),
        Page(
            path="/field/app.webmanifest",
            name="field-manifest",
            show=show_manifest,
            audience=EVERYBODY,
        ),
    )


def show_worker(_visit: Visit) -> Response:
    """Return the worker; its scope is where it lies, `/field/`."""
    return Response(_worker(), 200, _NO_CACHE, "text/javascript")


def show_manifest(visit: Visit) -> Response:
    """Return what a phone needs to put the day on its home screen."""
    title = visit.edition.title
    answer = json_answer(
        {
            "name": f"{title}: field",
            "short_name": "Field",
            "start_url": "/field/today",
            "scope": "/field/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b5cad",
            "icons": [{"src": "/assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
    )
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Content-Type"] = "application/manifest+json"
    return answer


@cache
def _worker() -> str:
    """Return the worker with its version and the addresses of what it keeps."""
    static = package_files("penstock.web") / "static"
    digest = blake2b(digest_size=6)
    for name in (*KEPT, _WORKER):
        digest.update((static / name).read_bytes())
    addresses = ", ".join(f'"/assets/{name}"' for name in KEPT)
    head = f'const VERSION = "{digest.hexdigest()}";\nconst FILES = [{addresses}];\n'
    return head + (static / _WORKER).read_text(encoding="utf-8")
