"""Measuring material that lies beside the project: its texts are read at run time and never enter the project."""

import os
from pathlib import Path

import pytest

from pipeline.settings import ROOT

SHARED = ROOT.parent / "shared"


def measuring(name: str) -> Path:
    """The file or folder of that name below `../shared`; skips where there is none, and fails in CI."""
    path = SHARED / name
    if not path.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            f"{path} is absent: it lies beside the checkout"
        )
    return path
