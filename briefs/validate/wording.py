"""How things are said: the checks that read every text as its writer's words."""

from collections.abc import Iterator

from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.leftovers import check_language
from briefs.validate.names import Names
from briefs.validate.passages import passages
from briefs.validate.pointers import Pointers
from briefs.validate.repeats import check_repeats
from briefs.validate.spelling import Speller, check_spelling_list
from briefs.validate.typed import Typed


def check_wording(context: Context) -> Iterator[Problem]:
    """Every text of every file of words: what is typed and should come by placeholder, how it is spelt and said."""
    yield from check_spelling_list(context)
    names, typed, speller, pointers = Names(context), Typed(context), Speller(context), Pointers(context)
    every = tuple(passages(context))
    for passage in every:
        yield from names.check(passage)
        yield from typed.check(passage)
        yield from pointers.check(passage)
        plain = passage.without(names.spans(passage))  # what stands in for a name is spelt as the registry has it
        yield from speller.check(plain)
        if context.other_language:
            yield from check_language(plain, context.other_language)
    yield from check_repeats(every)
