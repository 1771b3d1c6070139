"""Cách xem đã lưu: lists as somebody filtered them, under names of their own."""
