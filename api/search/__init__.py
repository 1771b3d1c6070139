"""Tìm kiếm: items, tasks and people by words."""
