"""The work programme (Chương trình công tác) as Excel: out, in again, and set against ours."""
