"""Kiến nghị kiểm tra: what an inspector found, what the unit answered, how it ended."""
