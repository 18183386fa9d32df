"""Where the pure rooms meet: a workbook in, findings and papers out. Pure too: no Django, no clock."""
