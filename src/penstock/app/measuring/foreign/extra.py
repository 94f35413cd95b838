"""What logs of other systems need that is not part of every installation."""

from importlib import import_module


class NoMeasuringError(Exception):
    """What reads and writes tables is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Logs are measured with more packages. "
            "Install them with: pip install 'penstock[measurement]'."
        )


def require_measuring() -> None:
    """Make sure that tables can be read and written.

    Raises:
        NoMeasuringError: They cannot.
    """
    try:
        for package in ("pyarrow", "ibis"):
            import_module(package)
    except ImportError as error:
        raise NoMeasuringError from error
