"""How things are said: the checks that read every text as its writer's words."""

from collections.abc import Iterator

from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.passages import passages
from briefs.validate.spelling import Speller, check_spelling_list


def check_wording(context: Context) -> Iterator[Problem]:
    """Every text of every file of words."""
    yield from check_spelling_list(context)
    speller = Speller(context)
    for passage in passages(context):
        yield from speller.check(passage)
