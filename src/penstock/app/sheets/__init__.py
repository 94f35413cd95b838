"""What stands on a page, apart from how it looks: the same as JSON, CSV, a picture or PDF."""
