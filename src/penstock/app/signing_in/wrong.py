"""What goes wrong when somebody signs in; no sentence tells which accounts there are."""


class SignInError(Exception):
    """Somebody was not let in."""


class WrongCredentialsError(SignInError):
    """A name and a password that do not let anybody in, whichever of them is wrong."""

    def __init__(self) -> None:
        super().__init__(
            "This name and this password let nobody in. Try again, or ask those who enter people "
            "for a new invitation."
        )


class StaleSessionError(SignInError):
    """Something that only somebody does who has just signed in."""

    def __init__(self) -> None:
        super().__init__(
            "You signed in a while ago, and this changes how you do. Sign in again, and go on."
        )


class SessionOverError(SignInError):
    """Something was asked for in a session that is over."""

    def __init__(self) -> None:
        super().__init__("You are signed in no more. Sign in again.")
