"""What a new system must measure before it may run: expected values, limits and reasons.

The tests and their order are those of IEC 62446-1:2016 (with its amendment of 2018), the words
those of it and of NEC 690.
"""
