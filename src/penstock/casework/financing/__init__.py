"""Financing: ways of paying that are offered, and the decision on an application for one."""
