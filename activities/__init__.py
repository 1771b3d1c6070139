"""Thin doors from workflows to handlers; no rule lives here."""
