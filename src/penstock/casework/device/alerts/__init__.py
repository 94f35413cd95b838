"""What is wrong with devices and rooms, each with what it probably is."""

from penstock.casework.device.alerts.alert import Cause, DeviceAlert
from penstock.casework.device.alerts.judging import alerts_of, heard_long_enough

__all__ = ["Cause", "DeviceAlert", "alerts_of", "heard_long_enough"]
