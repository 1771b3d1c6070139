"""Chương trình công tác: its pages, and the same over JSON."""
