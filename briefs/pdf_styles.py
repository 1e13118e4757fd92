"""The style sheets and font maps that documents of one worker share.

Most editions have the same sheet and the same fonts. Reading the one and registering the others for each document costs
a tenth of a second each time, and a font map never gives all of its memory back. A pair is kept under the sheet's text
and the font families, which are all that it is made from, unless it was made or used with a word of warning: the next
document must hear that as well. Sheets that import others are made anew.
"""

import atexit
import os
from multiprocessing import util
from typing import Any

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

MOST = 4
Key = tuple[str, tuple[str, ...]]

_kept: dict[Key, tuple[CSS, FontConfiguration]] = {}
_owner = [0]


def style_and_fonts(key: Key, base_url: str, fetcher: URLFetcher) -> tuple[CSS, FontConfiguration]:
    """The parsed sheet `key[0]` and the fonts that it names, taken out of what is kept; give them back with `keep`."""
    if _owner[0] != os.getpid():
        _disown()
    if key in _kept:
        return _kept.pop(key)
    config = FontConfiguration()
    return CSS(string=key[0], base_url=base_url, font_config=config, url_fetcher=fetcher), config


def keep(key: Key, style: CSS, config: FontConfiguration) -> None:
    """Keep a pair for later documents; the pair used longest ago gives way."""
    vars(config).pop("text_memory", None)
    if "@import" not in key[0]:
        _kept[key] = style, config
    while len(_kept) > MOST:
        _kept.pop(next(iter(_kept)))


def _disown() -> None:
    """Start anew in a process of its own: the folders of fonts belong to the process that it was copied from."""
    for _, config in _kept.values():
        config._folder = None
    _kept.clear()
    _owner[0] = os.getpid()
    # Workers end without the hooks of atexit; a folder of fonts must not outlive either.
    finalizer: Any = util.Finalize
    finalizer(None, _kept.clear, exitpriority=1)
    atexit.register(_kept.clear)
