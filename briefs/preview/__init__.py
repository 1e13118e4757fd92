"""The preview: a project in a browser on this machine, with its drafts, in step with what is saved.

`watch` tells what was saved, `workshop` reads the project and makes what is asked for, `press` renders PDFs in a
process of its own, `server` answers the browser and tells open pages what is new, `run` holds them together. Nothing
is written to `output/`: the preview serves what it holds in memory, so there is no path that could lead elsewhere.
"""

from briefs.preview.run import serve

__all__ = ["serve"]
