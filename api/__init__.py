"""The pages: translate requests into commands, and rows into Vietnamese."""
