"""The types of Penstock's own packages are fit, which is not looked at when they are loaded."""

import pytest

from penstock.app.packages.code import load_code, require_fit
from penstock.app.packages.installed import StreamPackage, installed

OWN = [each for each in installed().usable.values() if each.is_own]


@pytest.mark.parametrize("package", OWN, ids=lambda each: each.stream_id)
def test_all_items_of_our_own_packages_can_be_kept(package: StreamPackage) -> None:
    types = load_code(package).types

    require_fit(types.values())

    assert len(types) > 10
