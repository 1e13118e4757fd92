"""Left-over language: sentences, headings and labels that are not in the language of their file."""

from collections.abc import Callable, Iterator

from briefs.problems import Problem
from briefs.validate.passages import MASK, Passage, Span

OtherLanguage = Callable[[str, str], str | None]


def check_language(passage: Passage, other_language: OtherLanguage) -> Iterator[Problem]:
    """A problem for every run of sentences on one line that is in another language.

    Italics, quotations and names are not asked about: a foreign title in a sentence is no fault.
    """
    for (start, end), other in _runs(passage.without(passage.foreign()), other_language):
        message = f"this is in {other}, the file is `{passage.language}.yaml`"
        hint = "translate it; a title in another language stands in *italic*, a name comes from content/registry/"
        yield passage.problem((start, end), message, hint)


def _runs(passage: Passage, other_language: OtherLanguage) -> Iterator[tuple[Span, str]]:
    run: tuple[Span, str] | None = None
    for start, end in passage.sentences():
        other = other_language(passage.plain[start:end].replace(MASK, " "), passage.language)
        if run and other and "\n" not in passage.text[run[0][0] : end]:
            run = (run[0][0], end), run[1]
            continue
        if run:
            yield run
        run = ((start, end), other) if other else None
    if run:
        yield run
