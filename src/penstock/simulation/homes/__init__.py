"""Homes that are played: thermostats, plugs, sensors and hubs that behave, drop out and lie."""
