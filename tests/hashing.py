"""Passwords are hashed slowly on purpose, which most tests need not wait for."""

from argon2 import PasswordHasher

from itstart.services import passwords

PRODUCT = passwords._HASHER
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
