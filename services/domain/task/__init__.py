"""One deliverable for one period: from issue to confirmation."""
