"""The database schema, applied by `dondoc migrate`."""
