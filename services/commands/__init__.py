"""One command, one transaction: has it been seen, load, decide, append."""
