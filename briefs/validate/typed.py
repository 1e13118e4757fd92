"""Numbers that are facts come by placeholder: typed, they drift from the fact and keep one language's separators."""

from briefs.model.facts import Amount
from briefs.validate.context import Context


def currencies(context: Context) -> frozenset[str]:
    """The currency codes that a project uses."""
    content = context.content
    facts = [
        *(fact for series in content.series.values() for fact in series.facts.values()),
        *(fact for case in content.cases.values() for fact in case.facts.values()),
    ]
    rates = {code for rate in content.registry.rates.values() for code in rate.per}
    return frozenset({"USD", *rates, *(fact.unit for fact in facts if isinstance(fact, Amount))})
