"""Nhật ký: who did what and when."""
