"""Page tests ask for `web`: a filled ward of their own."""

from tests.api.fixtures import bare, filled, unplanned, web

__all__ = ["bare", "filled", "unplanned", "web"]
