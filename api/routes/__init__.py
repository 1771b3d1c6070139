"""One file for each desk."""
