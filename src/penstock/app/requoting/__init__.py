"""Open proposals reckoned anew, all at once, when a tariff changes."""
