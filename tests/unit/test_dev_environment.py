"""dev.py makes .venv once and renews it when what it was made from changes; all of it for real."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.environment import Environment, ensure, is_current
from devtools.installation import InstallationError, install_lock, installers

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "small"
version = "1"
"""

# The smallest build backend that installs a checkout in place, so that no test needs a network.
BACKEND = """
import zipfile

FILES = {
    "small.pth": "{root}",
    "small-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n",
    "small-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "small-1.dist-info/RECORD": "",
}


def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "small-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, content in FILES.items():
            wheel.writestr(path, content)
    return name
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Return the environment, not made yet, of a checkout with a module and no dependencies."""
    (tmp_path / "bin").mkdir()
    # uv is among the development packages and saves these tests half a minute.
    (tmp_path / "bin" / "uv").symlink_to(Path(sys.executable).with_name("uv"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    root = tmp_path / "checkout"
    (root / "locks").mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND.replace("{root}", str(root)), encoding="utf-8")
    (root / "small.py").write_text("print('small is here')\n", encoding="utf-8")
    for lock in ("runtime", "dev"):
        (root / "locks" / f"{lock}.txt").write_text(f"# {lock}\n", encoding="utf-8")
    return Environment(root=root)


@pytest.fixture
def made(project: Environment) -> Environment:
    """Return the environment of that checkout with its runtime lock installed."""
    ensure(project, lock="runtime")
    return project


@pytest.fixture
def with_failing_uv(project: Environment, tmp_path: Path) -> Environment:
    """Return the environment of that checkout, not made yet, where uv cannot install."""
    program = tmp_path / "bin" / "uv"
    program.unlink()
    program.write_text("#!/bin/sh\necho 'no route to host'\nexit 1\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return project


def test_pip_takes_over_where_uv_fails(with_failing_uv: Environment) -> None:
    assert ensure(with_failing_uv, lock="runtime")
    assert is_current(with_failing_uv, lock="runtime")


def test_the_project_can_be_imported_from_a_new_environment(project: Environment) -> None:
    assert ensure(project, lock="runtime")

    told = subprocess.check_output([project.python, "-m", "small"], cwd="/", text=True)
    assert told == "small is here\n"


def test_an_environment_is_made_where_python_has_no_ensurepip(
    project: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "debian").mkdir()
    (tmp_path / "debian" / "ensurepip.py").write_text("raise ImportError('not packaged')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "debian"))

    assert ensure(project, lock="dev")


def test_nothing_is_installed_twice(made: Environment) -> None:
    assert not ensure(made, lock="runtime")


def test_a_changed_lock_is_installed(made: Environment) -> None:
    made.lock("runtime").write_text("# other packages\n", encoding="utf-8")

    assert ensure(made, lock="runtime")
    assert is_current(made, lock="runtime")


def test_another_interpreter_gets_a_new_environment(made: Environment) -> None:
    stamp = json.loads(made.stamp_file.read_text(encoding="utf-8"))
    made.stamp_file.write_text(json.dumps(stamp | {"interpreter": "another"}), encoding="utf-8")
    leftover = made.folder / "leftover"
    leftover.touch()

    assert ensure(made, lock="runtime")
    assert not leftover.exists()


def test_settings_of_tools_do_not_cause_an_installation(made: Environment) -> None:
    with (made.root / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.ruff]\nline-length = 80\n")

    assert is_current(made, lock="runtime")


def test_a_changed_version_of_the_project_is_installed(made: Environment) -> None:
    settings = made.root / "pyproject.toml"
    settings.write_text(PYPROJECT.replace('version = "1"', 'version = "2"'), encoding="utf-8")

    assert not is_current(made, lock="runtime")


def test_an_interrupted_installation_is_begun_again(made: Environment) -> None:
    made.stamp_file.write_text('{"interp', encoding="utf-8")

    assert not is_current(made, lock="runtime")


def test_an_environment_whose_interpreter_was_removed_is_made_again(made: Environment) -> None:
    made.python.unlink()

    assert ensure(made, lock="runtime")


def test_the_environment_of_a_developer_runs_the_demo_too(project: Environment) -> None:
    ensure(project, lock="dev")

    assert not ensure(project, lock="runtime")


def test_the_environment_of_the_demo_is_completed_for_a_developer(made: Environment) -> None:
    assert ensure(made, lock="dev")


def test_uv_comes_first_where_it_is_on_the_path(project: Environment) -> None:
    first, second = installers(project.python)

    assert Path(first[0]).name == "uv"
    assert "pip" in second


def test_a_package_without_a_hash_is_refused(made: Environment) -> None:
    made.lock("runtime").write_text("click==8.1.8\n", encoding="utf-8")

    with pytest.raises(InstallationError, match="Hashes are required"):
        install_lock(made.python, lock=made.lock("runtime"))


def test_a_python_without_pip_gets_a_sentence(
    made: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_base_executable", str(made.python))
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(InstallationError, match="apt-get install python3-pip"):
        list(installers(made.python))
