"""Khóa ký sổ: the provable log as it is served: keys, checkpoints, tiles, proofs."""
