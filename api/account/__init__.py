"""Tài khoản: signing in, the own account, tokens, notices."""
