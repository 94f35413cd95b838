"""A package with an act and a paper, for tests of rules about these."""

from dataclasses import replace

from penstock.architecture.checks.code.streams import ActCode
from tests.unit.architecture.checks.code.packages import BY_HAND, GOOD

BUILD = replace(BY_HAND, papers={"Purchase orders": "PurchaseOrders"})
STAGES = GOOD | {"NCV-03.3": BUILD}
RECEIVE = ActCode(
    name="receive",
    stage_id="NCV-03.3",
    function="solar.building:receive",
    items={"PurchaseOrders": ("purchaseorders",), "Inquiry": ("inquiry",)},
)
