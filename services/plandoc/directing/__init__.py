"""Texts that give orders: laid out in clauses, each with what it proposes and what is unsure."""
