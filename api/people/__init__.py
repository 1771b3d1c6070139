"""Quản trị: people, offices, accounts, units."""
