"""A start from nothing: engines, migration, first people, parts; and what keeps them up."""
