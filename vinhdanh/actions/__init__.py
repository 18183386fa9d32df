"""The verbs: everything that writes, each one transaction with one line in the record; one file a noun."""
