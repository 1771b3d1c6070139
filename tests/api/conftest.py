"""Page tests ask for `web`: a filled ward of their own."""

from tests.api.audited_ward import audited
from tests.api.fixtures import bare, filled, unplanned, web

__all__ = ["audited", "bare", "filled", "unplanned", "web"]
