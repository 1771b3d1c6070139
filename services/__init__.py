"""The business of the ward: no web, no Temporal."""
