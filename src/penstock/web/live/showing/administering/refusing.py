"""What refuses a change of people, as one error that pages tell beside the form."""

from collections.abc import Iterator
from contextlib import contextmanager

from penstock.app.guarding.acts import DeniedActError
from penstock.governance.accountability.changing import RegisterError
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.identity.accounts import AccountError
from penstock.web.live.troubles import UnfitQueryError


class RefusedChangeError(Exception):
    """Something about people that is told beside the form."""


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever refuses a change into one error.

    Raises:
        RefusedChangeError: Something does; its sentence says why.
    """
    from penstock.app.signing_in import SignInError

    refused = (AccountError, DeniedActError, OvertakenError, RegisterError, UnfitQueryError)
    try:
        yield
    except (*refused, SignInError) as error:
        raise RefusedChangeError(str(error)) from error
