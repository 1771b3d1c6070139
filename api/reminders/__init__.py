"""Lời hứa nhắc việc: what the rules promised to remind, beside what was recorded."""
