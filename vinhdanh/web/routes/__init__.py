"""The addresses, one file a noun; urls.py puts them together."""
