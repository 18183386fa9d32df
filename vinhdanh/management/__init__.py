"""The command line: thin callers of the rooms below, with sentences for people and exit codes for programs."""
