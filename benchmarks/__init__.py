"""What we claim about speed, as programs that anyone can run: `python -m benchmarks`; the figures are in README.md."""
