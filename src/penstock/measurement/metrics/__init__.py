"""Key metrics as records: each name of a stage table, defined once."""
