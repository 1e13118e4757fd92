"""Work grows in proportion to a project: how often what is called while generated projects of three sizes are built."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.bench.generate import generate

ROOT = Path(__file__).resolve().parents[1]
CASES = 10  # of the smallest; the others have twice and four times as many
FEW = 250  # calls, which nobody notices
SHARE = 0.1  # of the calls that a project of twice the size has more, those that come from the square of the size
# The sentences of generated projects are made of so few phrases that each has parts of many others, as in no real text.
OF_PHRASES = ("/validate/repeats.py", "numpy.frombuffer", "builtins.sum")

COUNT = """
import cProfile, json, sys
from pathlib import Path
from briefs.pipeline import build
from briefs.request import Request

def name(code):
    if isinstance(code, str):
        return code.partition(" at 0x")[0]
    return f"{code.co_filename}:{code.co_firstlineno} {code.co_name}"

profile = cProfile.Profile()
profile.runcall(build, Request(Path(sys.argv[1]), formats=("html",)), lambda event: None)
calls = {}
for entry in profile.getstats():
    calls[name(entry.code)] = calls.get(name(entry.code), 0) + entry.callcount
print(json.dumps(calls))
"""


def calls(project: Path) -> dict[str, int]:
    """How often each function is called while a project is built for the screen, in a process that knows nothing yet."""
    command = [sys.executable, "-c", COUNT, str(project)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, int] = json.loads(told)
    return found


def of_the_square(counts: tuple[int, int, int]) -> int:
    """How many of the calls of the largest project come from the square of the size, where each is twice as large."""
    one, two, four = counts
    return (four - two) - 2 * (two - one)


def test_no_function_is_called_with_the_square_of_the_size(tmp_path: Path, web_fonts: Path) -> None:
    made = []
    for times in (1, 2, 4):
        project = tmp_path / str(times)
        generate(project, CASES * times)
        shutil.rmtree(project / ".cache", ignore_errors=True)
        (project / ".cache").mkdir()
        (project / ".cache" / "fonts").symlink_to(web_fonts)
        made.append(calls(project))
    small, middle, large = made
    grown = {}
    for name, most in large.items():
        counts = (small.get(name, 0), middle.get(name, 0), most)
        square = of_the_square(counts)
        if square > FEW and square > SHARE * (most - counts[1]) and not any(part in name for part in OF_PHRASES):
            grown[name] = counts
    assert grown == {}


@pytest.mark.parametrize(
    ("counts", "square"), [((5, 5, 5), 0), ((10, 20, 40), 0), ((13, 23, 43), 0), ((100, 400, 1600), 600)]
)
def test_what_comes_from_the_square_is_told_apart(counts: tuple[int, int, int], square: int) -> None:
    assert of_the_square(counts) == square
