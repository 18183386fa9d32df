"""What people send, one file a noun."""
