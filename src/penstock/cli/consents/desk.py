"""What the commands about consents share: options, and errors as sentences."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from penstock.app.cases import new_key
from penstock.app.cases.institutions import NoDoorError
from penstock.app.consenting import Consenting, DamagedWordsError, Proof, UnfitWishError
from penstock.app.consenting.wishes import CHANNELS
from penstock.cli.arguments import FINDINGS
from penstock.cli.cases.desk import Desk, said
from penstock.cli.moments import moment
from penstock.governance.audit.entry import UnfitEntryError
from penstock.governance.consent.bundling import BundledError
from penstock.governance.consent.changing import WideningError
from penstock.governance.consent.consent import UnsoundConsentError
from penstock.governance.consent.espi import NoFunctionBlockError

_PURPOSE = "consent"
_Function = Callable[..., None]


@contextmanager
def consents(desk: Desk, *, create: bool = False) -> Iterator[Consenting]:
    """Yield the consents of a database, and turn a refusal into a sentence and an exit code."""
    with refused(), replace(desk, purpose=_PURPOSE).cases(create=create) as cases:
        yield cases.consenting


@contextmanager
def refused() -> Iterator[None]:
    """Turn a refusal into one sentence on stderr and exit code 1, a misuse into exit code 2."""
    try:
        yield
    except (
        BundledError,
        DamagedWordsError,
        NoDoorError,
        NoFunctionBlockError,
        UnfitWishError,
        UnsoundConsentError,
        WideningError,
    ) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(FINDINGS)
    except UnfitEntryError as error:
        raise click.UsageError(str(error)) from error


def key_of(desk: Desk) -> str:
    """Return the key that somebody named, or a new one."""
    return desk.key or new_key()


def consent_argument(function: _Function) -> _Function:
    """Add the argument that names a consent."""
    return click.argument("consent_id", metavar="ID")(function)


def terms(*, required: bool) -> Callable[[_Function], _Function]:
    """Return what adds the options that say what a consent covers.

    Args:
        required: Whether all of them have to be said.
    """

    def add(function: _Function) -> _Function:
        for option in (_until(required), _purposes(required), _data(required)):
            function = option(function)
        return function

    return add


def proving(function: _Function) -> _Function:
    """Add the options that show that the customer agreed."""
    for option in reversed(_PROOF):
        function = option(function)
    return function


def proof_of(chosen: dict[str, Any]) -> Proof:
    """Return what shows that the customer agreed, and take it out of what somebody chose."""
    file: Path = chosen.pop("text")
    names = ("edition", "channel", "identity_proof", "evidence", "given_at")
    return Proof(text=file.read_bytes(), **{name: chosen.pop(name) for name in names})


def _data(required: bool) -> Callable[[_Function], _Function]:
    return click.option(
        "--data",
        "data_classes",
        multiple=True,
        required=required,
        metavar="CLASS",
        callback=_each_said,
        help="What may be known, such as interval_usage; several times for several.",
    )


def _purposes(required: bool) -> Callable[[_Function], _Function]:
    return click.option(
        "--purpose",
        "purposes",
        multiple=True,
        required=required,
        metavar="WORD",
        callback=_each_said,
        help="What for, such as solar_design; several times for several.",
    )


def _until(required: bool) -> Callable[[_Function], _Function]:
    return click.option(
        "--until",
        "end",
        required=required,
        callback=moment,
        metavar="WHEN",
        help="The first moment at which it holds no more: 2027-12-01.",
    )


def _each_said(
    context: click.Context, option: click.Parameter, words: tuple[str, ...]
) -> frozenset[str]:
    return frozenset(str(said(context, option, each)).strip() for each in words)


_PROOF = (
    click.option(
        "--text",
        required=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="The text that the customer agreed to; kept byte for byte.",
    ),
    click.option("--edition", required=True, callback=said, help="Which edition of the text."),
    click.option(
        "--channel", required=True, type=click.Choice(CHANNELS), help="How the consent came."
    ),
    click.option(
        "--identity-proof",
        required=True,
        callback=said,
        metavar="WHAT",
        help="What showed that it was the customer.",
    ),
    click.option(
        "--evidence",
        default="",
        metavar="WHAT",
        help="What shows the act: the number of a signed form or of a recording.",
    ),
    click.option(
        "--given-at",
        callback=moment,
        metavar="WHEN",
        show_default="now",
        help="When the customer agreed.",
    ),
)
