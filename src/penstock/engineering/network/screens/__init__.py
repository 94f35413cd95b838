"""Technical screens of interconnection procedures, as dated data, and what they say."""
