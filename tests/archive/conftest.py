"""Tests of case files ask for `web`: a filled ward of their own."""

from tests.api.fixtures import filled, web

__all__ = ["filled", "web"]
