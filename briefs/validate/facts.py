"""Facts: the parts that texts may ask for, and values that no schema can refuse."""

from collections.abc import Iterator, Mapping

from briefs.load import File, KeyPath
from briefs.model.computed import solve
from briefs.model.facts import Amount, Area, Date, DecimalTally, Fact, Period, Share, Tally
from briefs.model.matrix import MatrixCount
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.keys import known

PARTS: Mapping[type, tuple[str, ...]] = {
    Amount: ("amount", "converted"),
    Share: ("signed",),
    Tally: ("words",),
    DecimalTally: ("words",),
    Area: ("amount", "converted"),
    Period: ("from", "to"),
    Date: (),
    MatrixCount: ("words", "share"),
}


FORMS = {"year": "2016", "month": "2016-12", "day": "2016-12-31"}


def check_facts(context: Context, file: File, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """The facts of a series or case: ids of their own, a rate that has their currency, periods that run forward,
    and computed ones that can be computed and are what they say.
    """
    registry = context.content.registry
    for id_, fact in facts.items():
        path: KeyPath = ("facts", id_)
        if id_ in registry.names or id_ in registry.rates:
            yield file.problem(path, f"`{id_}` is also in the registry", "give the fact another id", at_key=True)
        if isinstance(fact, Amount) and fact.rate is not None and not _rate_lost(context, fact.rate):
            yield from known(file, (*path, "rate"), fact.rate, registry.rates, "rate")
            rate = registry.rates.get(fact.rate)
            if rate and fact.unit not in rate.per:
                hint = f"it has: {', '.join(sorted(rate.per))}"
                yield file.problem((*path, "unit"), f"the rate `{fact.rate}` has no {fact.unit}", hint)
        if isinstance(fact, Period):
            yield from _period(file, path, fact)
    for fault in solve(facts)[1]:
        yield file.problem(("facts", fault.fact, *fault.path), fault.message, fault.hint)


def check_rates(context: Context) -> Iterator[Problem]:
    """Rates that an amount can be divided by."""
    for id_, rate in context.content.registry.rates.items():
        for currency, per in rate.per.items():
            if per <= 0:
                message = f"a rate of {per} converts nothing"
                yield context.file("registry/rates").problem((id_, "per", currency), message, "it is above 0")


def _rate_lost(context: Context, rate: str) -> bool:
    return context.unread("registry/rates") or rate in context.loose("registry/rates")


def _period(file: File, path: KeyPath, fact: Period) -> Iterator[Problem]:
    first, last = str(fact.first), str(fact.last)
    for key, text in (("from", first), ("to", last)):
        if len(text) != len(form := FORMS[fact.unit]):
            hint = f"write it as {form}, or change `unit`"
            yield file.problem((*path, key), f"a period counted in {fact.unit}s has {fact.unit}s only", hint)
            return
    if last < first:
        yield file.problem((*path, "to"), f"the period ends in {last}, before it begins in {first}", "swap the two")
