"""Left-over language: sentences, headings and labels that are not in the language of their file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from briefs.memory import TEXTS
from briefs.problems import Problem
from briefs.validate.passages import MASK, Passage, Span, foreign, masked, sentences

OtherLanguage = Callable[[str, str], str | None]

FEW = 6  # of fewer each is named


def check_language(passages: Iterable[Passage], other_language: OtherLanguage) -> Iterator[Problem]:
    """A problem for every run of sentences on one line that is in another language; one for a file that mostly is.

    Italics, quotations and names are not asked about: a foreign title in a sentence is no fault.
    """
    by_file: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_file[passage.file.name].append(passage)
    for own in by_file.values():
        found = [(passage, run) for passage in own for run in _runs(passage, other_language)]
        letters = sum(len(passage.plain) for passage in own)
        whole = len(found) >= FEW and 2 * sum(end - start for _, ((start, end), _) in found) > letters
        for passage, (span, other) in found[:1] if whole else found:
            if whole:
                message = f"this file is in {other}, its name says `{passage.language}`"
                yield passage.file.problem((), message, "translate it; a language that is not there yet has no file")
            else:
                name = "is a placeholder" if passage.origin else "comes from content/registry/"
                hint = f"translate it; a title in another language stands in *italic*, a name {name}"
                yield passage.problem(span, f"this is in {other}, the file is `{passage.language}.yaml`", hint)


def _runs(passage: Passage, other_language: OtherLanguage) -> tuple[tuple[Span, str], ...]:
    return _in_text(passage.text, passage.plain, passage.language, other_language)


@lru_cache(maxsize=TEXTS)
def _in_text(text: str, plain: str, language: str, other_language: OtherLanguage) -> tuple[tuple[Span, str], ...]:
    return tuple(_joined(text, masked(plain, foreign(plain)), language, other_language))


def _joined(text: str, plain: str, language: str, other_language: OtherLanguage) -> Iterator[tuple[Span, str]]:
    run: tuple[Span, str] | None = None
    for start, end in sentences(plain):
        other = other_language(plain[start:end].replace(MASK, " "), language)
        if run and other and "\n" not in text[run[0][0] : end]:
            run = (run[0][0], end), run[1]
            continue
        if run:
            yield run
        run = ((start, end), other) if other else None
    if run:
        yield run
