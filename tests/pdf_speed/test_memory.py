"""A worker that renders for long needs no more memory than one that rendered a few documents."""

import subprocess
import sys

from tests.real import ROOT

WORKER = """
import sys
from tests.pdf_speed.worker import grown
print(grown(int(sys.argv[1])))
"""
MOST = 6  # MB


def test_memory_stays_flat_after_the_first_documents() -> None:
    grown = subprocess.run(
        [sys.executable, "-c", WORKER, "12"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert float(grown) < MOST
