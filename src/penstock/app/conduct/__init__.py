"""The acts of the operating model that somebody has to follow up by a day."""
