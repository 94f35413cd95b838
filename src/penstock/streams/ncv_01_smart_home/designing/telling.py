"""What customers read of a catalogue, and the same in another language."""

import tomllib
from collections.abc import Iterator, Mapping

from penstock.streams.ncv_01_smart_home.designing.catalogue import HomeCatalogue
from penstock.streams.ncv_01_smart_home.designing.reading import HomeCatalogueError

_TABLE = "sentences"


def sentences_of(catalogue: HomeCatalogue) -> frozenset[str]:
    """Return every name and sentence of a catalogue that a customer may read."""
    return frozenset(_sentences(catalogue)) - {""}


def read_sentences(text: str, *, file: str) -> Mapping[str, str]:
    """Return what a file has of a catalogue in another language, by the English words.

    Raises:
        HomeCatalogueError: It is no TOML, or holds anything but sentences.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HomeCatalogueError(file, problems=(f"it is no TOML: {error}",)) from error
    found = said.pop(_TABLE, None)
    problems = [f"it says “{each}”; only [{_TABLE}] is expected" for each in said]
    if not isinstance(found, dict):
        problems.append(f'it has no table [{_TABLE}]; write one with lines such as "Hub" = "…"')
        found = {}
    problems += [
        f"“{english}” is {told!r}; write the sentence in quotation marks"
        for english, told in found.items()
        if not isinstance(told, str) or not told.strip()
    ]
    if problems:
        raise HomeCatalogueError(file, problems=tuple(problems))
    return found


def _sentences(catalogue: HomeCatalogue) -> Iterator[str]:
    savings = catalogue.savings
    yield from (savings.share_source, savings.average_source, savings.method, catalogue.tax.what)
    for tier in catalogue.tiers:
        yield from (tier.id, tier.what)
    for article in catalogue.articles:
        yield article.what
    for device in catalogue.devices:
        yield from (device.id, device.because, device.fits)
    for rule in catalogue.rules:
        yield from (rule.because, rule.related)
