"""The product's own hashing at the least cost: thousands of sign-ins of tests prove nothing of it.

What it costs, and that it costs as much for an unknown name: `tests/commands/test_hashing.py`.
"""

from typing import Final

from argon2 import PasswordHasher

from infra.randomness import Argon2Passwords

CHEAP: Final = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
