"""QR codes: what a telephone would read from the pages of a PDF."""

import importlib.util
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .place import INSTALL_COMMAND, JudgeError, existing, run

READER = "zxingcpp"
RESOLUTION = 200  # dots an inch: what an office printer and a telephone's camera both resolve


def available() -> str | None:
    """Return why codes cannot be read here, or None when they can."""
    if shutil.which("pdftoppm") is None:
        return f"pdftoppm is not installed ({INSTALL_COMMAND})"
    if importlib.util.find_spec(READER) is None:
        return "the Python package zxing-cpp is not installed"
    return None


def decode(path: Path, *, first: int = 1, last: int | None = None) -> list[str]:
    """Return the texts of the QR codes on pages ``first`` to ``last`` of a PDF, in page order.

    Codes on one page come from top to bottom. Pages count from 1; no ``last`` is the last page.

    :raises JudgeError: when the pages cannot be drawn.
    """
    (source,) = existing([path])
    span = ["-f", str(first), *([] if last is None else ["-l", str(last)])]
    with tempfile.TemporaryDirectory() as folder:
        prefix = Path(folder) / "page"
        done = run(["pdftoppm", "-r", str(RESOLUTION), "-gray", *span, source, prefix])
        pages = sorted(Path(folder).iterdir())  # pdftoppm pads the numbers: names sort as pages
        if done.returncode != 0 or not pages:
            raise JudgeError(f"pdftoppm drew nothing of {source}: {done.stderr.strip()}")
        return [text for page in pages for text in _read(page)]


def _read(picture: Path) -> list[str]:
    """Return the texts of the codes in a portable greymap (``P5``, as pdftoppm writes it)."""
    zxingcpp = importlib.import_module(READER)  # here: without it, the other judges still run
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = (int(number) for number in size.split())
    codes = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", (height, width)),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in sorted(codes, key=lambda code: code.position.top_left.y)]


def check(path: Path, expected: Sequence[str]) -> list[str]:
    """Compare the codes of a PDF with the ``expected`` texts, whatever their order.

    A finding is an expected text that no code holds, or a code that holds another text.
    """
    found = decode(path)
    lost = [f"{path}: no QR code reads {text!r}" for text in expected if text not in found]
    odd = [f"{path}: a QR code reads {text!r}" for text in found if text not in expected]
    return lost + odd
