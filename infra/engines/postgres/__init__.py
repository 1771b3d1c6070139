"""PostgreSQL as a part of the installation."""
