"""What cannot be a tariff, or cannot be billed under one."""


class TariffError(ValueError):
    """A tariff or a question to it that cannot be followed: one sentence.

    Args:
        sentence: What was found, what was expected and what to do.
        path: Where in the tariff's JSON it stands, such as `energyratestructure[0][1].rate`.
    """

    def __init__(self, sentence: str, *, path: str = "") -> None:
        self.path = path
        super().__init__(f"{path} {sentence}" if path else sentence)
