"""The guidance as data, and the functions that read it: facts in, findings out. Pure: no Django, no clock."""
