"""Facts kept once, in order, provably."""
