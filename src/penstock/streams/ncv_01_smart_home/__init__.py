"""NCV-01: smart homes, from lead to a home that answers."""
