"""From the folder of a company to its boundary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from penstock.app.boundary.files import CHANGES, FOLDER, FUNCTIONS, SCENARIOS, SCHEMA, TABLES
from penstock.app.loading import load, reference_company
from penstock.governance.accountability.roles import roles_of
from penstock.governance.boundary.adopting import Change, read_changes
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.people import Roles
from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.scenarios.trying import Failure, Scenario, read
from penstock.governance.boundary.statements import PolicyFile


class NoPolicyError(LookupError):
    """A folder holds no policies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds no policies: there is no {FOLDER}/{SCHEMA} in it. Name the folder of "
            "a company with --in."
        )


class UnknownFunctionError(LookupError):
    """A role is given a function that no policy could speak of."""

    def __init__(self, function: str, *, table: Path) -> None:
        self.function, self.table = function, table
        super().__init__(
            f"{table}: there is no function {function}. {SCHEMA} lists them; one that is misspelt "
            "would bind nobody."
        )


@dataclass(frozen=True)
class Council:
    """What a company lays down about the boundary, read when somebody asks for it.

    Args:
        company: The folder of the company's documents; its policies lie in `policy`.
        draft: Where changed policies lie that the company might adopt; None for its own.
    """

    company: Path
    draft: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the policies lie."""
        return self.draft or self.company / FOLDER

    def changed(self, folder: Path) -> "Council":
        """Return the same company with the policies and tables of another folder."""
        return replace(self, draft=folder)

    @cached_property
    def policies(self) -> Policies:
        """The policies, and the tables that decide beside them.

        Raises:
            NoPolicyError: There are none.
            PolicyError: One of them, or the schema, cannot be used.
        """
        return self.boundary.policies

    @cached_property
    def tables(self) -> Mapping[str, PolicyFile]:
        """What else decides, by name: read once, so that what is used is what was approved.

        Raises:
            LookupError: One of them cannot be read.
        """
        return read_tables(self.folder)

    @cached_property
    def boundary(self) -> Boundary:
        """What decides by them.

        Raises:
            NoPolicyError: There are none.
            PolicyError: One of them, or the schema, cannot be used.
        """
        return read_boundary(self.folder, tables=self.tables)

    @cached_property
    def roles(self) -> Roles:
        """The roles of the documents, with their functions.

        Raises:
            LookupError: There is no table of functions, or it names an unknown role or function.
            ValueError: The table has other columns.
        """
        known = roles_of(load(self.company).architecture).items()
        sides = {name: facts.side for name, facts in known if facts.side}
        table = self.tables.get(FUNCTIONS) or _file(self.folder / FUNCTIONS)
        roles = Roles.read(table, sides=sides)
        for function in sorted(set().union(*roles.functions.values())):
            if not self.policies.knows_function(function):
                raise UnknownFunctionError(function, table=self.folder / FUNCTIONS)
        return roles

    def changes(self) -> tuple[Change, ...]:
        """Return what the council has adopted.

        Raises:
            LookupError: There is no table of changes.
            ChangeTableError: It holds none.
        """
        return read_changes(_file(self.folder / CHANGES))

    def scenarios(self, path: Path | None = None) -> tuple[Sequence[Scenario], Sequence[Failure]]:
        """Return the scenarios of a table, by default the council's, and lines nobody can read.

        Raises:
            LookupError: There is no such table.
            ScenarioTableError: It holds no scenarios.
        """
        return read(_file(path or self.folder / SCENARIOS), roles=self.roles)


def council_of(folder: Path | None) -> Council:
    """Return the council of a company; by default of the one here, or else of the shipped one."""
    if folder is None and not (Path() / FOLDER / SCHEMA).is_file():
        return Council(reference_company())
    return Council(folder or Path())


def read_tables(folder: Path) -> Mapping[str, PolicyFile]:
    """Return what decides beside the policies of a folder, by the names of the files.

    Raises:
        LookupError: One of them cannot be read.
    """
    return {name: _file(folder / name) for name in TABLES if (folder / name).is_file()}


def read_boundary(folder: Path, *, tables: Mapping[str, PolicyFile] | None = None) -> Boundary:
    """Return what decides by the policies of a folder; what did not change is understood once.

    They are under one fingerprint with the tables beside them.

    Args:
        folder: Where they lie.
        tables: The tables, where they were read before.

    Raises:
        NoPolicyError: There are none.
        PolicyError: One of them, or the schema, cannot be used.
    """
    if not (folder / SCHEMA).is_file():
        raise NoPolicyError(folder.parent if folder.name == FOLDER else folder)
    files = tuple(_file(path) for path in sorted(folder.glob("*.cedar")))
    found = read_tables(folder) if tables is None else tables
    return _boundary(files, _file(folder / SCHEMA), tuple(found.values()))


@lru_cache(maxsize=4)
def _boundary(
    files: tuple[PolicyFile, ...], schema: PolicyFile, tables: tuple[PolicyFile, ...]
) -> Boundary:
    return Boundary(Policies.read(files, schema=schema, tables=tables))


def _file(path: Path) -> PolicyFile:
    try:
        return PolicyFile(name=path.name, text=path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise LookupError(f"There is no {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LookupError(f"{path} cannot be read: {error}.") from error
