"""Files of the site that are no pages: styles, scripts, the index, pictures and data."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.resources import files as package_files

from penstock.app.matrices import as_csv
from penstock.architecture.drawing import (
    Options,
    capability_heat_map,
    enterprise_map,
    operating_model,
    value_stream_map,
)
from penstock.architecture.model import Kind, Ref
from penstock.measurement.pictures.style import flow_stylesheet
from penstock.web.site.edition import Edition
from penstock.web.site.index import index_script
from penstock.web.site.pages import indexes, overview
from penstock.web.site.pages.matrices import Table, map_of, tables
from penstock.web.site.pages.streams import map_file
from penstock.web.site.rendering import Download
from penstock.web.site.shell import Shell

_Made = tuple[str, Callable[[], bytes]]
_STATIC = (
    "icon.svg",
    "inter.woff2",
    "inter-license.txt",
    "display.js",
    "search.js",
    "keys.js",
)
# What pages with cases load besides; a published site has none of these.
_OF_THE_APPLICATION = (
    "htmx.min.js",
    "htmx-license.txt",
    "live.js",
    "field.css",
    "field.js",
    "field-queue.js",
    "field-leave.js",
)


def files(edition: Edition, shell: Shell | None = None) -> Iterator[_Made]:
    """Yield every file with what makes it; an application has some more."""
    for name in (*_STATIC, *(_OF_THE_APPLICATION if shell else ())):
        yield f"assets/{name}", partial(_static, name)
    yield "assets/site.css", _style
    yield "assets/search-index.js", partial(index_script, edition)
    # A server of pages leaves out names that begin with an underscore unless told not to.
    yield ".nojekyll", lambda: b""
    yield from _pictures(edition)
    for table in tables(edition):
        yield table.csv, partial(_csv, edition, table)
    yield from _models(edition)


def downloads(edition: Edition) -> Iterator[Download]:
    """Yield what a reader may want to keep."""
    for path, _ in (*_models(edition), *_pictures(edition)):
        yield Download(path.rpartition("/")[2], path)
    for table in tables(edition):
        yield Download(table.csv.rpartition("/")[2], table.csv)


def _models(edition: Edition) -> Iterator[_Made]:
    for name in ("model.json", "model.schema.json", "model.archimate.xml", "model.xlsx"):
        yield f"downloads/{name}", partial(_model, edition, name)


def _model(edition: Edition, name: str) -> bytes:
    """Return the model in the format that a name stands for."""
    from penstock.architecture import exchange  # the first page need not wait for it

    made: Mapping[str, Callable[[], str | bytes]] = {
        "model.json": lambda: exchange.to_json(edition.architecture),
        "model.schema.json": exchange.json_schema,
        "model.archimate.xml": lambda: exchange.to_archimate(edition.architecture),
        "model.xlsx": lambda: exchange.to_workbook(edition.architecture),
    }
    content = made[name]()
    return content.encode() if isinstance(content, str) else content


def _pictures(edition: Edition) -> Iterator[_Made]:
    architecture = edition.architecture
    if edition.refs[Kind.VALUE_STREAM]:
        yield overview.MAP, lambda: enterprise_map(architecture).encode()
    if edition.refs[Kind.CAPABILITY]:
        yield indexes.HEAT_MAP, lambda: capability_heat_map(architecture).encode()
    if edition.refs[Kind.OPERATING_MODEL]:
        yield indexes.OPERATING_MODEL, lambda: operating_model(architecture).encode()
    for ref in edition.refs[Kind.VALUE_STREAM]:
        if edition.is_defined(ref):
            yield map_file(edition, ref), partial(_stream_map, edition, ref)


def _stream_map(edition: Edition, ref: Ref) -> bytes:
    return value_stream_map(edition.architecture, ref.id, Options()).encode()


def _csv(edition: Edition, table: Table) -> bytes:
    return as_csv(map_of(edition, table), edition.architecture).encode()


def _style() -> bytes:
    """Return the style of pages and of the drawings in them as one file."""
    return _static("site.css") + b"\n" + flow_stylesheet().encode()


def _static(name: str) -> bytes:
    return (package_files("penstock.web") / "static" / name).read_bytes()
