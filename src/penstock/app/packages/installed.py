"""The stream packages that are installed, known by their manifests without running their code."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from penstock.app.packages.offered import GROUP
from penstock.delivery.manifests import Manifest, ManifestError, read_manifest

FILE_NAME = "stream.toml"
OWN = "penstock"
_BROUGHT = {"energy": ("numpy", "pandas", "pvlib", "scipy")}


class UnusableStreamError(Exception):
    """What a package offers for a stream cannot be used."""

    def __init__(self, stream_id: str, *, package: str, because: str) -> None:
        self.stream_id = stream_id
        self.package = package
        self.because = because
        super().__init__(
            f"The code of stream {stream_id} in {package} cannot be used: {because}. "
            "Mend the package or remove it."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamPackage:
    """A package that offers code for a stream.

    Args:
        stream_id: The stream.
        name: The package, as it is imported.
        distribution: What was installed.
        manifest: What it says of itself.
    """

    stream_id: str
    name: str
    distribution: str
    manifest: Manifest

    def is_about(self, name: str) -> bool:
        """Tell whether it is about a stream of its id that documents call so."""
        return self.manifest.name in {"", name}

    @property
    def is_own(self) -> bool:
        """Whether Penstock itself brings it."""
        return self.distribution == OWN

    @property
    def ports(self) -> Mapping[str, str]:
        """The places of what it provides, by the places of the Protocols."""
        said = self.manifest.ports.items()
        return {f"{self.name}.{port}": f"{self.name}.{maker}" for port, maker in said}

    @property
    def file(self) -> str:
        """What people call its manifest."""
        return f"{self.name}/{FILE_NAME}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """The packages that are installed, by stream.

    Args:
        usable: Those whose manifests can be followed.
        unusable: Why others cannot be used.
        idle: Packages of Penstock itself that lack what they need, by stream, with the extra to
            install; their streams are worked from their documents alone, and from the papers that
            their manifests name.
        asleep: Those packages.
        replaced: Packages of Penstock itself in whose place another is used, by stream.
    """

    usable: Mapping[str, StreamPackage]
    unusable: Mapping[str, UnusableStreamError]
    replaced: Mapping[str, str] = field(default_factory=dict)
    idle: Mapping[str, str] = field(default_factory=dict)
    asleep: Mapping[str, StreamPackage] = field(default_factory=dict)

    def manifest_of(self, stream_id: str) -> StreamPackage | None:
        """Return the package whose manifest is followed for a stream, be it awake or asleep."""
        return self.usable.get(stream_id) or self.asleep.get(stream_id)


def installed() -> Packages:
    """Return the stream packages that are installed."""
    offers: defaultdict[str, list[EntryPoint]] = defaultdict(list)
    for entry in entry_points(group=GROUP):
        offers[entry.name].append(entry)
    usable: dict[str, StreamPackage] = {}
    unusable: dict[str, UnusableStreamError] = {}
    replaced: dict[str, str] = {}
    idle: dict[str, str] = {}
    asleep: dict[str, StreamPackage] = {}
    for stream_id, several in offers.items():
        others = [each for each in several if len(several) > 1 and not _is_own(each)]
        if others and len(others) < len(several):
            replaced[stream_id] = ", ".join(each.value for each in several if _is_own(each))
        try:
            package = _package(others or several)
            if package.is_own and _lacks(package.manifest.extra):
                idle[stream_id] = f"{OWN}[{package.manifest.extra}]"
                asleep[stream_id] = package
            else:
                usable[stream_id] = package
        except UnusableStreamError as error:
            unusable[stream_id] = error
    return Packages(usable=usable, unusable=unusable, replaced=replaced, idle=idle, asleep=asleep)


def _lacks(extra: str) -> bool:
    """Tell whether an extra of Penstock is not installed, by what it brings."""
    return any(find_spec(name) is None for name in _BROUGHT.get(extra, ()))


def _is_own(entry: EntryPoint) -> bool:
    """Tell whether Penstock itself offers it; whoever offers the same stream takes its place."""
    return entry.dist is not None and entry.dist.name == OWN


def _package(offers: list[EntryPoint]) -> StreamPackage:
    first = offers[0]
    if len(offers) > 1:
        others = ", ".join(each.value for each in offers[1:])
        raise _unusable(first, f"{others} offers the same stream")
    try:
        manifest = read_manifest(_file(first).read_text("utf-8"), file=FILE_NAME)
    except (OSError, ImportError, ValueError) as error:
        raise _unusable(first, _reason(error)) from error
    if manifest.stream_id != first.name:
        raise _unusable(first, f"its {FILE_NAME} is of stream {manifest.stream_id}")
    return StreamPackage(
        stream_id=first.name,
        name=first.value,
        distribution=first.dist.name if first.dist else first.value,
        manifest=manifest,
    )


def _file(entry: EntryPoint) -> Path:
    """Return where the manifest of a package lies; of the package nothing is run."""
    found = find_spec(entry.value)
    folders = list((found and found.submodule_search_locations) or ())
    if not folders:
        raise _unusable(entry, "no such package is installed")
    return Path(folders[0]) / FILE_NAME


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no {FILE_NAME} in it"
    return str(error).rstrip(".") if isinstance(error, ManifestError) else f"{error}"


def _unusable(entry: EntryPoint, because: str) -> UnusableStreamError:
    return UnusableStreamError(entry.name, package=entry.value, because=because)
