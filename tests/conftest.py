"""What every test may ask for."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings

from tests.browser import chromium_of
from tests.stream_packages import build_example

if TYPE_CHECKING:
    # Selenium is slow to import, and few tests need it.
    from playwright.sync_api import Browser
    from selenium.webdriver import Chrome

    from tests.engineered import Engineered

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

# CI repeats the same examples every time; a developer's machine looks for new ones.
settings.register_profile("project", deadline=None, derandomize=IN_CI)
settings.load_profile("project")


def miss(reason: str) -> NoReturn:
    """Skip a test whose tool or data is absent, where a person runs it; fail in CI."""
    if IN_CI:
        pytest.fail(f"{reason} (.ci/run has to provide it)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def reference_company() -> Path:
    """Return the folder of Quantum Energy's documents."""
    return ROOT / "enterprise" / "quantum-energy"


@pytest.fixture(scope="session")
def meter_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the example of a stream package is installed."""
    project = ROOT / "examples" / "stream-package"
    return build_example(project, tmp_path_factory.mktemp("meter-tests"))


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the folder of real documents and facts, kept beside the checkout and not in it."""
    folder = Path(os.environ.get("PENSTOCK_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        miss(
            f"{folder} holds no documents; put the folder of real documents there or name "
            "another in PENSTOCK_SHARED"
        )
    return folder


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """Return a function that gives a program's path and skips the test where it is absent."""

    def find(name: str) -> str:
        return shutil.which(name) or miss(f"{name} is not on the PATH")

    return find


@pytest.fixture(scope="session")
def pyarchimate() -> list[str]:
    """Return the command that asks pyArchimate, in its own environment, about an exchange file."""
    python = ROOT / ".venv-pyarchimate" / "bin" / "python"
    if not python.exists():
        miss("pyArchimate is not installed; run: python3 -m tests.oracles.pyarchimate.install")
    return [str(python), str(ROOT / "tests" / "oracles" / "pyarchimate" / "count.py")]


@pytest.fixture(scope="session")
def pysam() -> Callable[[str, object], Any]:
    """Return what asks a program of tests/oracles/pysam: JSON goes in, JSON comes back."""
    python = ROOT / ".venv-pysam" / "bin" / "python"
    if not python.exists():
        miss("PySAM is not installed; run: python3 -m tests.oracles.pysam.install")

    def ask(program: str, question: object) -> Any:
        script = ROOT / "tests" / "oracles" / "pysam" / f"{program}.py"
        command = [str(python), str(script)]
        done = subprocess.run(
            command, input=json.dumps(question), capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return ask


@pytest.fixture
def browser(chromium_process: "Chrome") -> "Chrome":
    """Return a Chromium without a window, driven by selenium, on an empty page."""
    # A page of ours that an earlier test left open forbids what the next one may load.
    chromium_process.get("about:blank")
    return chromium_process


@pytest.fixture(scope="session")
def chromium_process(require_tool: Callable[[str], str]) -> Iterator["Chrome"]:
    """Yield the one Chromium that all tests of a process share, as starting it takes a second."""
    chromium, driver = require_tool("chromium"), require_tool("chromedriver")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = chromium
    # Chromium refuses its sandbox to root, and containers have little shared memory.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    with Chrome(options=options, service=ChromeService(driver)) as chrome:
        yield chrome


@pytest.fixture(scope="session")
def engineered() -> Iterator["Engineered"]:
    """Yield an office whose cases hold results, for all tests that change nothing."""
    from tests.engineered import engineered

    with engineered() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(require_tool: Callable[[str], str]) -> Iterator["Browser"]:
    """Yield the one Chromium that all tests of a process share, for `tests.browser.screen`."""
    with chromium_of(require_tool) as browser:
        yield browser
