"""Trợ giúp: what each page is for."""
