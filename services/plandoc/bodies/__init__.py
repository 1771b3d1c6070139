"""Who a document charges: bodies, assignees, who leads."""
