"""One plan item that is worked on for years: its lead, its frequencies, the periods it issues."""
