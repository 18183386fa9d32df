"""Vinh Danh: the emulation and commendation work of a Vietnamese province."""

__version__ = "0.1.0"
