"""Two days beside each other: the counts of both, and the tasks that changed between them."""
