"""The tables: columns, constraints, states and their transitions; one file a noun."""

from vinhdanh.models.accounts import User

__all__ = ["User"]
