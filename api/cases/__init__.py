"""Hồ sơ kiểm tra: the case file as a report that people read."""
