"""What a system gave on a day, apart from how it is computed: kept by who needs no numbers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfOutput:
    """One day by the sun over the site.

    Args:
        day: The date.
        actual_kwh: What came out.
        expected_kwh: What a sound system gives under the light that was measured.
        clear_sky_kwh: What it gives under a cloudless sky: no day has much more.
        judged_h: For how long there was enough light to judge, with readings of it.
        down_h: For how much of that nothing came out.
        unread_h: For how long the sun was up and nothing was read.
    """

    day: date
    actual_kwh: float
    expected_kwh: float
    clear_sky_kwh: float
    judged_h: float
    down_h: float
    unread_h: float
