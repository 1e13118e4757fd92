"""Numbers that are facts come by placeholder: typed, they drift from the fact and keep one language's separators."""

import re
from collections.abc import Iterator

from briefs.memory import Quiet
from briefs.model.facts import Amount
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.passages import Passage
from briefs.validate.sources import ASK

# A credit names versions of licences and typefaces.
NOT_FACTS = ("credit", "credits")
_GAP = "[ \u00a0\u202f]"
# Plain digits, or groups of three, with or without a decimal part.
_DIGITS = rf"(?:\d{{1,3}}(?:(?:[.,]|{_GAP})\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![\w-]|[.,/]\d)"
_WORDS = (
    "per cent|percent|percentage points?|(?:thousand|million|billion)s?|dollars?|por ciento|puntos porcentuales|mil"
    "|mill[oó]n(?:es)?|d[oó]lares|por cento|pontos percentuais|milh[aãoõ]+(?:es)?|reais|pour cent|milliers?|millions?"
    "|milliards?|francs?|euros?|pesos?|soles|sol"
)
# "100%" says all of them, and is right in every case.
_ALL = re.compile(rf"100{_GAP}?(?:%|per cent|percent|por ciento|por cento|pour cent)", re.IGNORECASE)


def currencies(context: Context) -> frozenset[str]:
    """The currency codes that a project uses."""
    content = context.content
    facts = [
        *(fact for series in content.series.values() for fact in series.facts.values()),
        *(fact for case in content.cases.values() for fact in case.facts.values()),
    ]
    rates = {code for rate in content.registry.rates.values() for code in rate.per}
    return frozenset({"USD", *rates, *(fact.unit for fact in facts if isinstance(fact, Amount))})


class Typed:
    """What a number looks like that has to be a fact, in the currencies of a project."""

    def __init__(self, names: frozenset[str], currencies: frozenset[str]) -> None:
        self.quiet = Quiet()
        self._names = names
        codes = "|".join(sorted(currencies))
        money = rf"(?:\b(?:{codes})|US\$|S/\.?|[$€£])"
        self._number = re.compile(
            rf"(?:{money}{_GAP}?(?=\d))?(?<![\w.,-]){_DIGITS}(?:{_GAP}?(?:%|(?:{codes}|US\$|[€£])(?!\w)|(?:{_WORDS})\b))*"
            rf"|{money}{_GAP}?{_DIGITS}(?:{_GAP}(?:{_WORDS})\b)?",
            re.IGNORECASE,
        )

    def check(self, passage: Passage) -> Iterator[Problem]:
        """A problem for every amount, percentage, and number with a decimal or thousands mark in a passage."""
        if passage.kind == "labels" or passage.path[-1] in NOT_FACTS:
            return
        for match in self._number.finditer(passage.plain):
            found = match[0]
            if not found.isdigit() and not _ALL.fullmatch(found):
                hint = "make it a fact in case.yaml or series.yaml and write its {id}: every language then has it right"
                if passage.origin:
                    facts = passage.origin.facts(self._names)
                    hint = f"write the placeholder that the source has: {', '.join(facts)}" if facts else ASK
                yield passage.problem(match.span(), f"the number `{' '.join(found.split())}` is typed", hint)
