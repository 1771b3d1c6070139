"""PostgreSQL and Temporal: find, build, start, stop."""
