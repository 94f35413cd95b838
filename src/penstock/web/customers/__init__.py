"""Pages for customers: behind links that they alone know, on a phone, without scripts."""
