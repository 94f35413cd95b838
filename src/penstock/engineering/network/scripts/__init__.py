"""OpenDSS scripts, read and judged by us before the engine sees a word of them."""
