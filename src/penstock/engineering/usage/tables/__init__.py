"""Usage as tables: the CSV files that utilities offer, with intervals or with bills."""
