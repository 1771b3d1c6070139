"""Thin activities between workflows and commands; no rule lives here."""
