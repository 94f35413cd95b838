"""What devices announce in the words of Home Assistant's MQTT discovery."""

from penstock.casework.device.discovery.announcing import Announced, Announcement, announced

__all__ = ["Announced", "Announcement", "announced"]
