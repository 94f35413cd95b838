"""What can go wrong with a store, as sentences."""


class StoreError(Exception):
    """Cases cannot be kept, or read, where somebody wanted to.

    Args:
        address: Where; never with a password.
    """

    def __init__(self, address: str, sentence: str) -> None:
        self.address = address
        super().__init__(sentence)


class UnknownAddressError(StoreError):
    """An address names no kind of store."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            f"“{address}” is no address of a store. Write sqlite:///FILE, "
            "postgresql://USER@HOST/DATABASE, or memory: to try things out.",
        )


class UnknownOptionError(StoreError):
    """An address of a SQLite file asks for something that there is not."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            f"“{address}” asks for what a SQLite file does not offer. There is synchronous=full, "
            "which loses nothing that was answered, and synchronous=normal, which may lose the "
            "last commands when the power fails.",
        )


class MissingDriverError(StoreError):
    """What speaks to PostgreSQL is not installed."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            f"Nothing here speaks to {address}. Install what does: "
            "pip install 'penstock[postgresql]'",
        )


class UnreachableStoreError(StoreError):
    """Nothing answers at an address."""

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(
            address,
            f"{address} cannot be opened: {because}. "
            "See whether the folder or the server is there, and whether you may use it.",
        )


class NoWallsError(StoreError):
    """The sides of the company cannot be walled off in a database."""

    def __init__(self, address: str, *, role: str) -> None:
        super().__init__(
            address,
            f"{address} is not used without walls between the sides, and the role {role} is "
            f"missing and cannot be made. Let an administrator run: create role {role} nologin; "
            f"grant {role} to the user that Penstock connects as.",
        )


class NotAStoreError(StoreError):
    """What is at an address was not made by this program."""

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(
            address,
            f"{address} does not hold Penstock's cases: {because}. "
            "It is left as it is; choose another file or database.",
        )


class NewerStoreError(StoreError):
    """A newer program has changed the tables."""

    def __init__(self, address: str, *, found: str, known: str) -> None:
        self.found = found
        self.known = known
        super().__init__(
            address,
            f"{address} was changed by a newer Penstock (tables {found}; this one knows up to "
            f"{known}). It is left as it is; install that version or a newer one.",
        )


class StoreFailedError(StoreError):
    """A store that was there stopped working in the middle of something."""

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(
            address,
            f"{address} failed: {because}. What was not answered may be sent again with the "
            "same key: it is done once.",
        )


class NestedTransactionError(StoreError):
    """A thread begins a transaction before its last one has ended."""

    def __init__(self, address: str) -> None:
        super().__init__(
            address,
            f"A transaction on {address} is under way in this thread, and a second one would wait "
            "for its end for ever. Ask the first one, or end it before.",
        )


class UnkeepableTextError(StoreError):
    """A text holds something that is no writing, and that a database does not take."""

    def __init__(self, address: str, *, because: str) -> None:
        super().__init__(
            address,
            f"A text holds what {address} cannot keep: {because}. Send the command without it.",
        )
