"""What becomes of some messages."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from penstock.app.devices.intake.messages import Message
from penstock.casework.device.commands import Answer
from penstock.casework.device.faults import Fault, FaultCount
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.readings import beginning
from penstock.casework.device.registry import Device
from penstock.store.parquet.device_days import DeviceRow


@dataclass
class Outcome:
    """What became of some messages.

    Args:
        rows: What was measured, and may be kept.
        live: How devices stand that were heard.
        devices: Devices that are new, or announce something new.
        faults: What was wrong.
        answers: What devices answer to commands, and when.
        tally: How many messages there were of each outcome.
    """

    rows: list[DeviceRow] = field(default_factory=list)
    live: dict[DeviceId, LiveState] = field(default_factory=dict)
    devices: dict[DeviceId, Device] = field(default_factory=dict)
    faults: dict[tuple[str, str, str], FaultCount] = field(default_factory=dict)
    answers: list[tuple[DeviceId, Answer, datetime]] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)

    def add(
        self, fault: Fault, message: Message, *, home: str, device: str, count: int = 1
    ) -> None:
        """Count something that is wrong with a message."""
        new = FaultCount(
            home=home,
            device=device,
            kind=fault.kind,
            count=count,
            first_at=message.at,
            last_at=message.at,
            words=fault.words,
            sample=beginning(message.raw),
        )
        earlier = self.faults.get(new.key)
        self.faults[new.key] = new.with_earlier(earlier) if earlier else new
