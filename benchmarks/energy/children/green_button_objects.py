"""Read a Green Button file with greenbutton-objects; runs in an environment of its own.

Prints seconds, readings and the sum of their values, as one JSON list.
"""

import json
import sys
from time import process_time

from greenbutton_objects.parse import parse_feed  # type: ignore[import-not-found]

began = process_time()
readings = [
    reading
    for point in parse_feed(sys.argv[1])
    for meter in point.meterReadings
    for block in meter.intervalBlocks
    for reading in block.intervalReadings
]
took_s = process_time() - began
print(json.dumps([took_s, len(readings), sum(float(each.value) for each in readings)]))
