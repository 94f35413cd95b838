"""Prints as JSON what pyArchimate finds in an exchange file; runs in pyArchimate's environment."""

import json
import sys
from collections import Counter

from pyArchimate import Model  # type: ignore[import-not-found]

model = Model("judged")
model.read(sys.argv[1])
answer = {
    "elements": Counter(element.type for element in model.elements),
    "relationships": Counter(relation.type for relation in model.relationships),
    "invalid": model.check_invalid_relationships(),
    "conflicting": model.check_conflicting_composition_aggregation(),
    "names": sorted(element.name for element in model.elements),
    "properties": {element.uuid: element.props for element in model.elements},
}
json.dump(answer, sys.stdout)
