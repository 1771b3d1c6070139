"""Nguồn giao việc: where assigned work comes from, its clauses, and the work given from them."""
