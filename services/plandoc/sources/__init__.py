"""Documents as they come, Word or text, opened into one form."""
