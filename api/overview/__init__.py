"""Tổng quan: one screen of numbers, each opens its rows."""
