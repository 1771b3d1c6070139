"""Which columns of another system's register are which of ours: decided once for its heads."""
