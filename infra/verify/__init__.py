"""`dondoc ledger verify`: what is checked, and what is said of it in Vietnamese."""
