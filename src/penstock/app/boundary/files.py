"""What the files are called that a company lays down about the boundary."""

from penstock.governance.council.charter import FILE as CHARTER

FOLDER = "policy"
SCHEMA = "schema.cedarschema"
FUNCTIONS = "functions.csv"
CLASSES = "data-classes.csv"
PURPOSES = "purposes.csv"
SCENARIOS = "scenarios.csv"
CHANGES = "changes.csv"

TABLES = (CLASSES, CHARTER, FUNCTIONS, PURPOSES)
"""What decides beside the policies, and is approved with them."""
