"""Kết quả chỉ tiêu: what was confirmed of a measure against what the plan wants. Pure.

Nobody types whether a target is reached: it follows from the figure, the plan's operator and the
rule by which a year's target comes from the plan's.
"""
