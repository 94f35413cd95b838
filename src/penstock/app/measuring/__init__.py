"""Measuring value streams: records of key metrics beside the documents, logs, results."""
