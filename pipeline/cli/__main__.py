"""`python -m pipeline.cli` is `borderwire`."""

from pipeline.cli import main

main()
