"""The real command as an office runs it: a process of its own, without a setting of Django or a database."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE = "vinhdanh.management.command_line"
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C"}  # not even a locale that knows Vietnamese


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    exit_code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


def vinhdanh(*words: str | Path, within: Path | None = None, **environment: str) -> Said:
    """Run `vinhdanh …` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", MODULE, *map(str, words)],
        capture_output=True,
        cwd=within or ROOT.parent,
        env=BARE | environment,
        timeout=60,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
