"""What a process of its own says of its memory: renders documents over and over."""

from pathlib import Path

from briefs import fonts
from briefs.jobs import PrintJob
from briefs.render_pdf import render_pdf

PAGE = 4096
WARM = 4


def grown(times: int) -> float:
    """By how many MB the memory grows over `times` documents, after the first few."""
    head = '<meta charset="utf-8"><title>Title</title><meta name="description" content="D">'
    body = "".join(f"<p>Part {n} of a text that is long enough for some lines in columns.</p>" for n in range(200))
    html = f'<!doctype html><html lang="en"><head>{head}</head><body><h1>H</h1><main>{body}</main></body></html>'
    faces = fonts.css(fonts.faces(fonts.FAMILIES), "https://fonts.invalid", "ttf")
    job = PrintJob(html, f"{faces}main{{columns:2;font-family:'Source Sans 3'}}", {}, fonts.FAMILIES)
    for _ in range(WARM):
        render_pdf(job)
    before = _resident()
    for _ in range(times):
        render_pdf(job)
    return (_resident() - before) / 1e6


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE
