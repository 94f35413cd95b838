"""The log for process mining: XES (IEEE 1849-2016), a trace for each case."""

from penstock.store.xes.writing import Trace, write_xes

__all__ = ["Trace", "write_xes"]
