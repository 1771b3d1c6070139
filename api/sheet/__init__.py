"""Phiếu báo cáo kỳ: a unit's period on one page."""
