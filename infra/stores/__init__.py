"""What the ledger must not hold, or what is read beside it, in PostgreSQL and on the disk."""
