"""The JSON interface under /api: the same acts and lists as the pages, for programs."""
