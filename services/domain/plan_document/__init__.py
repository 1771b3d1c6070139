"""A plan document: handed in, read, decided on, loaded or laid beside the plan. Pure."""
