"""Feeders as pictures: voltages along their length, and their map with a colour for each bus."""
