"""The frame of every page: what is sent and read, uploads, templates, static files."""
