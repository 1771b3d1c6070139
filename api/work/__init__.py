"""Việc của tôi: the first page of everybody."""
