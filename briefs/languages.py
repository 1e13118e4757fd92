"""Which language a text is in, as the checks of content ask it. Alone knows py3langid.

The model takes most of a second to load, so it is loaded with the first text that is asked about, once a process.
"""

from functools import cache, lru_cache
from typing import Any

# The languages that policy work of these series is written in: what is left over is in one of them.
NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "pt": "Portuguese"}
# Fewer letters than this tell too little; docs/decisions/0008-language-detection.md has the numbers.
LETTERS = 12
# The least share of the likelihood that a text's own language must have.
# Real English has 0.22 and more, left-over Spanish under 0.02.
SHARE = 0.05
# The same for a single word: “Questionnaire”, which French has too, has 0.018 of English, “Colaboradores” 0.008.
WORD_SHARE = 0.01


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
    detector = _detector(frozenset({*NAMES, language}))
    if language not in detector.labels:
        return None
    ranking: list[tuple[str, float]] = detector.rank(text)
    likely = ranking[0][0]
    least = SHARE if " " in text else WORD_SHARE
    return NAMES[likely] if likely != language and dict(ranking)[language] < least else None


@cache
def _detector(languages: frozenset[str]) -> Any:
    """A detector that chooses between these languages, as far as it knows them."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(sorted(languages & set(detector.labels)))
    return detector
