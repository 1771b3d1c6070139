"""What is wrong or undecided in a plan document, one small function for each kind of defect."""
