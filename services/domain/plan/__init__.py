"""One version of the ward's five-year plan: what it holds and how it is activated."""
