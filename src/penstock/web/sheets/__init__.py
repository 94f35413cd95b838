"""Pages in other forms: what stands on a page as JSON, CSV, SVG, PNG or PDF."""
