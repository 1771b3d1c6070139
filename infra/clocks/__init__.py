"""What wakes the workflows, and rebuilds them from the ledger."""
