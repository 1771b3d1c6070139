"""A task: its page, its acts, its files, and the same for programs."""
