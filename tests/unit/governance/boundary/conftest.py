import pytest

from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.policies import Policies
from tests.oracles.boundary.company import company_policies


@pytest.fixture(scope="session")
def policies() -> Policies:
    """Return the reference company's policies."""
    return company_policies()


@pytest.fixture(scope="session")
def boundary(policies: Policies) -> Boundary:
    """Return the boundary of the reference company."""
    return Boundary(policies)
