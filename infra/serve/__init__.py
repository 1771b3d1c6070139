"""The processes that serve one installation: pages, worker, relay."""
