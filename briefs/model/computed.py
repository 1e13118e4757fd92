"""Facts that follow from others: sums, differences and shares, made here alone, before anything formats them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from briefs.memory import latest
from briefs.model.facts import (
    AREA_UNITS,
    Amount,
    Area,
    Computed,
    Date,
    DecimalTally,
    Difference,
    Fact,
    Known,
    Period,
    Ratio,
    Share,
    Sourced,
    Sum,
    Tally,
)
from briefs.problems import did_you_mean

Measured = Amount | Share | Tally | DecimalTally | Area


@dataclass(frozen=True)
class Fault:
    """Why a fact cannot be computed, or is not what it says: at which of its keys, and what to do."""

    fact: str
    path: tuple[str | int, ...]
    message: str
    hint: str


@latest(tuple)
def solve(facts: Mapping[str, Fact]) -> tuple[dict[str, Known], tuple[Fault, ...]]:
    """The facts of one case or series with every computed one made, and what is wrong with them.

    A fact with a fault is there all the same, with the value 0, so that nothing that names it is called missing.
    """
    solver = _Solver(facts)
    known = {id_: solver.fact(id_) for id_ in facts}
    return known, tuple(solver.faults)


class _Solver:
    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self._known: dict[str, Known] = {}
        self._open: list[str] = []
        self._lost: set[str] = set()  # what follows from these is not known either, and gives no fault of its own
        self.faults: list[Fault] = []

    def fact(self, id_: str) -> Known:
        fact = self._facts[id_]
        if id_ not in self._known:
            self._open.append(id_)
            self._known[id_] = self._computed(id_, fact) if isinstance(fact, Computed) else fact
            self._open.pop()
        return self._known[id_]

    def _computed(self, id_: str, fact: Sum | Difference | Ratio) -> Known:
        key, names = _operands(fact)
        found: list[Measured] = []
        for n, name in enumerate(names):
            if name not in self._facts:
                hint = did_you_mean(name, self._facts) or "a fact is made from others of the same file"
                self._fault(id_, (key, n), f"there is no fact `{name}` here", hint)
            elif name in self._open:
                way = " → ".join([*self._open[self._open.index(name) :], name])
                self._fault(id_, (key, n), f"`{name}` is made from itself: {way}", "give one of them a value")
            elif isinstance(operand := self.fact(name), Period | Date):
                self._fault(id_, (key, n), f"`{name}` is a time, which cannot be added", "name facts with a `value`")
            elif name in self._lost:
                self._lost.add(id_)
            else:
                found.append(operand)
        if len(found) < len(names):
            return _stand_in(fact)
        return self._made(id_, fact, key, found)

    def _made(
        self,
        id_: str,
        fact: Sum | Difference | Ratio,
        key: str,
        operands: list[Measured],
    ) -> Known:
        first, values = operands[0], [Decimal(str(operand.value)) for operand in operands]
        for n, operand in enumerate(operands):
            if _measure(operand) != _measure(first):
                message = f"the facts differ in what they are counted in: {_named(first)}, {_named(operand)}"
                self._fault(id_, (key, n), message, "facts that are computed with share unit, scale, rate and `per`")
                return _stand_in(fact)
        match fact:
            case Sum():
                value, way = sum(values, Decimal(0)), " + ".join(map(_plain, values))
            case Difference():
                if isinstance(first, Share):
                    hint = (
                        "a difference of shares is in percentage points, and would be read as per cent: say it in words"
                    )
                    self._fault(id_, (key,), "shares cannot be subtracted", hint)
                    return _stand_in(fact)
                value, way = values[0] - values[1], " − ".join(map(_plain, values))
            case Ratio():
                if not values[1]:
                    self._fault(id_, (key, 1), "the whole is 0, of which nothing is a share", "name another whole")
                    return _stand_in(fact)
                value, way = _rounded(100 * values[0] / values[1], fact), " / ".join(map(_plain, values))
        if value < 0 and isinstance(first, Tally | DecimalTally | Area):
            self._fault(id_, (key,), f"{way} is {_plain(value)}: there are no fewer than none", "swap the two")
            return _stand_in(fact)
        unit = "percent" if isinstance(fact, Ratio) else first.unit
        if fact.unit is not None and fact.unit != unit:
            message = f"`{fact.unit}` is not its unit: it is made from facts in {_named(first)}"
            self._fault(id_, ("unit",), message, f"write {unit}, or leave it out")
        if fact.value is not None and Decimal(str(fact.value)) != value:
            per_cent = " per cent" if isinstance(fact, Ratio) else ""
            message = f"the value is {_plain(Decimal(str(fact.value)))}, but {way} is {_plain(value)}{per_cent}"
            self._fault(id_, ("value",), message, "one of the numbers is wrong: hold them against the source")
        return _with(fact, first, value, operands)

    def _fault(self, id_: str, path: tuple[str | int, ...], message: str, hint: str) -> None:
        self.faults.append(Fault(id_, path, message, hint))
        if path[0] in ("sum", "difference", "share"):
            self._lost.add(id_)


def _operands(fact: Sum | Difference | Ratio) -> tuple[str, tuple[str, ...]]:
    match fact:
        case Sum():
            return "sum", fact.sum
        case Difference():
            return "difference", fact.difference
        case Ratio():
            return "share", fact.share


def _rounded(value: Decimal, fact: Ratio) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-fact.digits), rounding=ROUND_HALF_UP)


def _measure(fact: Measured) -> tuple[str | None, ...]:
    """What two facts must have in common to be added."""
    if isinstance(fact, Amount):
        return fact.unit, fact.scale, fact.rate, fact.per
    return fact.unit, getattr(fact, "scale", None)


def _named(fact: Measured) -> str:
    return " ".join(part for part in _measure(fact) if part)


def _with(fact: Computed, first: Known, value: Decimal, operands: list[Measured]) -> Known:
    """A plain fact of the kind of its operands; of a year where all are of that year."""
    number = int(value) if value == value.to_integral() else float(value)
    said = {name: getattr(fact, name) for name in Sourced.model_fields}
    years = {getattr(operand, "year", None) for operand in operands}
    year = years.pop() if len(years) == 1 else None
    match first:
        case _ if isinstance(fact, Ratio):
            return Share(value=number, unit="percent", year=year, **said)
        case Amount():
            return Amount(
                value=number, unit=first.unit, scale=first.scale, per=first.per, rate=first.rate, year=year, **said
            )
        case Share():
            return Share(value=number, unit="percent", year=year, **said)
        case Area():
            return Area(value=number, unit=first.unit, **said)
        case _ if isinstance(number, int):
            return Tally(value=number, unit="count", scale=getattr(first, "scale", None), year=year, **said)
        case _:
            return DecimalTally(value=number, unit="count", scale="million", year=year, **said)


def _stand_in(fact: Computed) -> Known:
    """What stands for a fact that cannot be computed, of the kind it most likely has."""
    said = {name: getattr(fact, name) for name in Sourced.model_fields}
    if isinstance(fact, Ratio) or fact.unit == "percent":
        return Share(value=0, unit="percent", **said)
    if fact.unit in AREA_UNITS:
        return Area(value=0, unit="square-metre", **said)
    if fact.unit and fact.unit.isupper():
        return Amount(value=0, unit=fact.unit, **said)
    return Tally(value=0, unit="count", **said)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
