"""NCV-03: solar and storage, from inquiry to activation."""
