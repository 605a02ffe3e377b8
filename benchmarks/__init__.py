"""Measurements: one command each, a table each, the peer beside us in the same run."""
