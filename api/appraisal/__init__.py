"""Bằng chứng chấm điểm: evidence for Nghị định 335 and 233, line by line, and no score."""
