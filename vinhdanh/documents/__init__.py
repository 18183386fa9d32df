"""Official papers: a plain record in, .docx, .pdf and .xlsx out. Pure: no Django, no clock, no database."""
