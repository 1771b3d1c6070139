"""Lãnh đạo: what is late in four columns; what the upper body has not answered yet."""
