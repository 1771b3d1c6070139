"""A plan document in, a draft with findings out."""
