"""Service levels between units: read from files and cases, reported, checked, written as tables."""
