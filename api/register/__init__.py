"""Sổ theo dõi: the register of assigned work on a page, on paper, out as Excel, and in again."""
