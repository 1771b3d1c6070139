"""Whether the installation is well, and whether an open page is still what it was."""
