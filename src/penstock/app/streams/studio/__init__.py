"""The studio of solar and storage: use read, systems drawn, offers reckoned."""
