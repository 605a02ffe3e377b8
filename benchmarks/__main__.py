"""`python -m benchmarks` runs the quick ones; each module also runs alone with its own options."""

import subprocess
import sys

from pipeline.console import heading

QUICK = ("refine", "load")

for name in QUICK:
    heading(f"benchmarks.{name}")
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
