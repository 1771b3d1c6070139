"""Kế hoạch: the items of the plan in force."""
