"""`vinhdanh screen` on a workbook of six nominees, as a process of its own from start to end."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import median, say
from benchmarks.nominees import example

TARGET = 1.0
COMMAND = [sys.executable, "-m", "vinhdanh.management.command_line", "screen"]


def main() -> None:
    """The median of five runs, without and with the drafts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vi-du.xlsx"
        path.write_bytes(example())

        def run(*more: str) -> None:
            done = subprocess.run([*COMMAND, str(path), "--on", "2020-05-20", *more], capture_output=True, check=False)
            assert done.returncode == 1, done.stderr.decode()

        say("vinhdanh screen, six nominees", median(run, 5), TARGET)
        say("vinhdanh screen --format json", median(lambda: run("--format", "json"), 5), TARGET)
        with_drafts = median(lambda: run("--out", str(Path(folder) / "du-thao")), 5)
        say("vinhdanh screen --out, with six drafts", with_drafts, 2 * TARGET)


if __name__ == "__main__":
    main()
