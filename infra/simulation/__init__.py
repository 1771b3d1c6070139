"""A ward whose people, papers and years are invented; every fact is made by the real deciders."""
