"""Which providers people may come from, as the company has configured it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

VARIABLE = "PENSTOCK_OIDC"
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""Signatures that anybody can check and only the provider can make; never `none` or `HS256`."""

_NEEDED = ("name", "issuer", "client_id", "claim")
_KNOWN = {*_NEEDED, "title", "client_secret_file", "scopes", "algorithms"}


class UnfitProviderError(ValueError):
    """The configuration of a provider cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody else who knows the company's people.

    Args:
        name: What addresses call it: `company`.
        title: What people call it.
        issuer: Who signs, to the letter.
        client_id: How it calls this program.
        client_secret: What this program proves that with; empty where it cannot keep one.
        claim: The claim whose value is the name of a person in the register.
        scopes: What is asked for.
        algorithms: By which it may sign.
    """

    name: str
    title: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    claim: str
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    algorithms: tuple[str, ...] = ("RS256", "ES256")


def configured(path: Path | None = None) -> tuple[Provider, ...]:
    """Return the providers of a file: the given one, or that which `PENSTOCK_OIDC` names.

    Raises:
        UnfitProviderError: It cannot be read, or says what cannot be.
    """
    named = path or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is None:
        return ()
    try:
        said = tomllib.loads(named.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnfitProviderError(f"{named} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UnfitProviderError(f"{named} is no TOML: {error}.") from error
    tables = said.get("provider")
    if not isinstance(tables, list) or not tables:
        raise UnfitProviderError(f"{named} has no [[provider]].")
    found = tuple(_provider(each, named) for each in tables)
    if len({each.name for each in found}) < len(found):
        raise UnfitProviderError(f"{named} has two providers of one name.")
    return found


def _provider(said: Mapping[str, object], path: Path) -> Provider:
    if problem := _problem(said):
        raise UnfitProviderError(f"{path}: {problem}.")
    name, issuer = str(said["name"]), str(said["issuer"])
    return Provider(
        name=name,
        title=str(said.get("title", name)),
        issuer=issuer,
        client_id=str(said["client_id"]),
        client_secret=_secret(said, path),
        claim=str(said["claim"]),
        **_lists(said),
    )


def _problem(said: Mapping[str, object]) -> str:
    if missing := [each for each in _NEEDED if not said.get(each)]:
        return f"a provider lacks {', '.join(missing)}"
    if unknown := sorted(said.keys() - _KNOWN):
        return f"a provider has no {', '.join(unknown)}; it has {', '.join(sorted(_KNOWN))}"
    if not str(said["name"]).replace("-", "").isalnum():
        return f"“{said['name']}” is no name of a provider: letters, digits and hyphens"
    if not is_safe(str(said["issuer"])):
        return f"the issuer “{said['issuer']}” is not reached by https"
    algorithms = said.get("algorithms", [])
    if not isinstance(algorithms, list) or set(algorithms) - set(ALGORITHMS):
        return f"algorithms are some of {', '.join(ALGORITHMS)}"
    return ""


def _lists(said: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name in ("scopes", "algorithms"):
        given = said.get(name)
        if isinstance(given, list) and given:
            lists[name] = tuple(map(str, given))
    if "scopes" in lists:
        lists["scopes"] = tuple(dict.fromkeys(("openid", *lists["scopes"])))
    return lists


def _secret(said: Mapping[str, object], path: Path) -> str:
    """Return the secret from a file of its own, so that the configuration may be shown."""
    if not said.get("client_secret_file"):
        return ""
    file = path.parent / str(said["client_secret_file"])
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UnfitProviderError(f"{file} cannot be read: {error.strerror}.") from error


def is_safe(address: str) -> bool:
    """Tell whether nobody on the way can read or change what is sent to an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_here(parts.hostname or "")


def may_lead_to(address: str, *, issuer: str) -> bool:
    """Tell whether a provider may send this program to an address.

    Programs of this machine are for providers on it alone: no other one reaches them through us.
    """
    if not is_safe(address):
        return False
    here, its_own = (_is_here(urlsplit(each).hostname or "") for each in (address, issuer))
    return its_own or not here


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
