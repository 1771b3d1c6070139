"""Makes sealed archives out of an installation: it alone holds the log's key, tiles and files."""
