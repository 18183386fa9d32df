"""The lists that units send: a file in, typed rows and problems out; and the empty workbook they fill in.

Pure: no database, no clock. `read_nominations` reads, `write_template` and `write_book` write.
"""
