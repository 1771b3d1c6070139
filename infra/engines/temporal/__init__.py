"""The Temporal server as a part of the installation."""
