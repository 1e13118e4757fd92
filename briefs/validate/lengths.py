"""Room: a title, a head of a column, a label of a drawing may be as long as its place allows, in every language."""

from collections.abc import Iterable, Iterator

from briefs.markup import seen_length
from briefs.model.rooms import told
from briefs.problems import Problem
from briefs.validate.passages import Passage


def check_lengths(passages: Iterable[Passage]) -> Iterator[Problem]:
    """A problem for every text that is longer than the model has room for; marks are not counted."""
    for passage in passages:
        limit, length = told(passage.kind, passage.path).limit, seen_length(passage.text)
        if limit is not None and length > limit:
            message = f"{length} characters, where there is room for {limit}"
            yield passage.file.problem(passage.path, message, "say it in fewer words", at_key=True)
