"""Which language a text is in, as the checks of content ask it. Alone knows py3langid.

The model takes most of a second to load, so it is loaded with the first text that is asked about, once a process. What
was found of a project's texts is kept with it, so that of a text that was there before nothing is asked at all.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefs.store import Store

# The languages that policy work of these series is written in: what is left over is in one of them.
NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
# Fewer letters than this tell too little; docs/decisions/0008-language-detection.md has the numbers.
LETTERS = 12
# The least share of the likelihood that a text's own language must have.
# Real English has 0.22 and more, left-over Spanish under 0.02.
SHARE = 0.05
# The same for a single word: “Questionnaire”, which French has too, has 0.018 of English, “Colaboradores” 0.008.
WORD_SHARE = 0.01

MOST = 100_000  # texts of which is kept what was found
_DIGEST = 12  # bytes
_CODES = ("", *sorted(NAMES))


class _Found:
    """What was found of texts, by the digest of text and language; read when the first one is asked about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        made_by = repr((version("py3langid"), _CODES, SHARE, WORD_SHARE))
        self._key = hashlib.sha256(made_by.encode()).hexdigest()
        self._found: dict[bytes, str] | None = None
        self._more = False

    def other(self, text: str, language: str) -> str:
        """The code of the language that a text is in; empty where it may be in the language that it should be in."""
        if self._found is None:
            self._found = _unpacked(Store(self._folder / "languages").get(self._key) or b"")
        key = hashlib.blake2b(f"{language}\n{text}".encode(), digest_size=_DIGEST).digest()
        if key not in self._found:
            self._found[key] = _asked(text, language)
            self._more = True
        return self._found[key]

    def keep(self) -> None:
        """Write down what is new."""
        if self._more and self._found and self._folder.is_dir():
            entries = list(self._found.items())[-MOST:]
            with suppress(OSError):  # the next check asks again
                packed = b"".join(key + bytes([_CODES.index(code)]) for key, code in entries)
                Store(self._folder / "languages").put(self._key, packed)


_now: ContextVar[_Found | None] = ContextVar("found", default=None)


@contextmanager
def found_before(folder: Path) -> Iterator[None]:
    """Meanwhile, nothing is asked of texts of which `folder` has what was found, and what is new is kept there.

    A check alone makes no folder: nothing is kept where there is none.
    """
    found = _Found(folder)
    token = _now.set(found)
    try:
        yield
    finally:
        _now.reset(token)
        found.keep()


def other_language(text: str, language: str) -> str | None:
    """The name of the language that a text is in where it is plainly not the one it should be in (a code such as `en`).

    None where it may well be in that language, where it is too short to tell, or where the detector does not know the
    language.
    """
    words = " ".join(text.split())
    if sum(char.isalpha() for char in words) < LETTERS:
        return None
    return _other(words, language)


@lru_cache(maxsize=65_536)
def _other(text: str, language: str) -> str | None:
    found = _now.get()
    return NAMES.get(found.other(text, language) if found else _asked(text, language))


def _asked(text: str, language: str) -> str:
    """What the detector says: the code of the other language, or nothing."""
    detector = _detector(frozenset({*NAMES, language}))
    if language not in detector.labels:
        return ""
    ranking: list[tuple[str, float]] = detector.rank(text)
    likely = ranking[0][0]
    least = SHARE if " " in text else WORD_SHARE
    return likely if likely != language and dict(ranking)[language] < least else ""


def _unpacked(data: bytes) -> dict[bytes, str]:
    size = _DIGEST + 1
    return {data[n : n + _DIGEST]: _CODES[data[n + _DIGEST]] for n in range(0, len(data), size)}


@cache
def _detector(languages: frozenset[str]) -> Any:
    """A detector that chooses between these languages, as far as it knows them."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted(languages & set(detector.labels)))
    return detector
