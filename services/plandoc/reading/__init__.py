"""The whole reading: a draft of the plan, its findings, its report."""
