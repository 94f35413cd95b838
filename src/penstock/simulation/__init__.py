"""What would happen if: a company's days as values, drawn with a seed; no clock, no file.

The same seed and the same plans give the same steps, on any machine and in any order of cases.
"""
