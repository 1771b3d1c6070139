"""What pages read: one function for each page, frozen rows out."""
