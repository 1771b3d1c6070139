"""Bảng đôn đốc: where every unit stands, and the chase."""
