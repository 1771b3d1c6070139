"""Chương trình công tác: the ward's work programme of a year, a quarter or a month."""
