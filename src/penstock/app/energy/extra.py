"""The packages that the energy sciences need, for those who have installed them."""

from importlib.util import find_spec


class NoEnergyPackagesError(Exception):
    """The packages of the energy sciences are not installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"This needs {missing} and other packages for energy. Install them with: "
            "pip install 'penstock[energy]'."
        )


def require_energy(*packages: str) -> None:
    """Refuse to begin what cannot be finished.

    Raises:
        NoEnergyPackagesError: One of the packages is not installed.
    """
    for package in packages or ("numpy",):
        if find_spec(package) is None:
            raise NoEnergyPackagesError(package)
