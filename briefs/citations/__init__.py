"""Citations and reference lists in a style of the Citation Style Language. Alone to know the processor.

The processor takes a twentieth of a second to import and reads locales, so it is loaded where a work is cited, once for
each style and locale.
"""

from functools import cache
from typing import TYPE_CHECKING

from briefs.citations.style import faults, speaks
from briefs.model.styles import CitationStyle

if TYPE_CHECKING:
    from briefs.citations.processor import Processor

__all__ = ["faults", "processor", "speaks"]


@cache
def processor(style: CitationStyle, locale: str) -> "Processor":
    """What writes citations and entries of a style without faults in a locale such as es-PE."""
    from briefs.citations.processor import Processor

    return Processor(style, locale)
