"""Bàn thanh tra: who reported what and when, and what an inspector found."""
