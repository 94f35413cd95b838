"""The reference company's policies, as the proofs ask them."""

from pathlib import Path

from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.statements import PolicyFile

FOLDER = Path(__file__).resolve().parents[3] / "enterprise" / "quantum-energy" / "policy"


def company_policies() -> Policies:
    files = [_file(path) for path in FOLDER.glob("*.cedar")]
    return Policies.read(files, schema=_file(FOLDER / "schema.cedarschema"))


def _file(path: Path) -> PolicyFile:
    return PolicyFile(name=path.name, text=path.read_text(encoding="utf-8"))
