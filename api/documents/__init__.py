"""Văn bản kế hoạch: what was read in a plan document and decided about it."""
