"""How things are said: the checks that read every text as its writer's words."""

from collections.abc import Iterator

from briefs.problems import Problem
from briefs.validate.articles import Articles
from briefs.validate.context import Context
from briefs.validate.leftovers import check_language
from briefs.validate.lengths import check_lengths
from briefs.validate.names import Names
from briefs.validate.passages import Passage, passages
from briefs.validate.pointers import Pointers
from briefs.validate.repeats import check_repeats
from briefs.validate.spelling import Speller, check_spelling_list
from briefs.validate.typed import Typed


def check_wording(context: Context) -> Iterator[Problem]:
    """Every text of every file of words: what is typed and should come by placeholder, how it is spelt and said."""
    yield from check_spelling_list(context)
    articles = Articles(context)
    names, typed, speller, pointers = Names(context), Typed(context), Speller(context), Pointers(context)
    every = tuple(passages(context))
    unnamed: list[Passage] = []
    for passage in every:
        spelt = list(speller.find(passage))
        # A form of several words may hold a name ("Ministry of Social Development and Inclusion"), and goes before it.
        rest = passage.without(span for span, _ in spelt if len(passage.plain[slice(*span)].split()) > 1)
        yield from names.check(rest)
        named = names.spans(rest)
        # What stands in for a name is spelt as the registry has it.
        yield from (problem for span, problem in spelt if not any(s <= span[0] < e for s, e in named))
        yield from typed.check(passage)
        yield from articles.check(passage)
        yield from pointers.check(passage)
        unnamed.append(passage.without(named))
    if context.other_language:
        yield from check_language(unnamed, context.other_language)
    yield from check_repeats(every)
    yield from check_lengths(every)
