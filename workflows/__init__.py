"""The clock: remembers for five years when to act next, and knows nothing else."""
