"""Renders a job twice, with the shortcuts and as WeasyPrint does it alone."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from briefs import render_pdf
from briefs.jobs import Pdf, PrintJob


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Callable[[PrintJob], tuple[Pdf, Pdf]]:
    def render(job: PrintJob) -> tuple[Pdf, Pdf]:
        fast = render_pdf.render_pdf(job)
        with monkeypatch.context() as patched:
            patched.setattr(render_pdf, "shortcuts", nullcontext)
            return fast, render_pdf.render_pdf(job)

    return render
