"""What pages call things in Vietnamese, where no act carries its own words."""
