"""People sign in, and programs for them; the register of people tells what they may do then."""

from penstock.app.signing_in.doorkeeper import Doorkeeper, SignedIn
from penstock.app.signing_in.opening import SigningIn, signing_in_to
from penstock.app.signing_in.throttle import TooManyAttemptsError
from penstock.app.signing_in.visitor import Visitor
from penstock.app.signing_in.wrong import SignInError, WrongCredentialsError

__all__ = [
    "Doorkeeper",
    "SignInError",
    "SignedIn",
    "SigningIn",
    "TooManyAttemptsError",
    "Visitor",
    "WrongCredentialsError",
    "signing_in_to",
]
