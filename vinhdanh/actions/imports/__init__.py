"""Lists on their way into the register: sent and read, mended in the preview, written, undone."""
