"""The forms in which findings leave the program: text, JSON, SARIF, annotations of GitHub."""
