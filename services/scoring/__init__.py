"""How well a plan document was read: a reading beside what a careful reader expects of it."""
