"""Every program that needs no tables, one after the other."""

from benchmarks import command, pages, papers, screening, workbook

if __name__ == "__main__":
    for program in (screening, command, workbook, papers, pages):
        program.main()
