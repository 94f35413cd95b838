"""Pages over HTTP: translates addresses into use cases and decides nothing."""
