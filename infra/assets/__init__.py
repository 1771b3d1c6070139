"""Where the vendored browser files come from, and how they are copied."""
