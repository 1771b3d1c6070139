"""Giao ban: the printed list of the weekly meeting, and the way to its conclusions."""
