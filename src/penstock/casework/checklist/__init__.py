"""Work that is done step by step, with proof: photos, readings, serial numbers, signatures."""
