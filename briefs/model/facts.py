"""Facts: typed values with unit, year, rate and source. Their text is made by `localise`, never typed."""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag

from briefs.model.base import Count, Id, Strict, Text

Number = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)]
Currency = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100)]
AREA_UNITS = ("square-metre", "hectare")


def _real(day: str) -> str:
    """A date that the calendar has; raises ValueError otherwise."""
    parts = [int(part) for part in day.split("-")]
    datetime.date(*[*parts, 1, 1][:3])
    return day


def _moment(value: str | int) -> str:
    """A year, written as a number or a text, or a month or day, as text; raises ValueError for anything else."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(value)):
        raise ValueError("expected a date: 2016, 2016-12 or 2016-12-31")
    return _real(str(value))


YearOrMoment = Annotated[str | int, AfterValidator(_moment)]


class Origin(Strict):
    """Where a fact was taken from."""

    document: Id = Field(description="The source document, by publication id")
    at: Text = Field(description="The section, paragraph or table where it stands")


class Sourced(Strict):
    """What every fact carries beside its value."""

    source: Origin = Field(description="Where the fact was taken from")
    editor_note: Text | None = Field(None, description="What a later editor should know; no reader sees it")
    of: Text | None = Field(None, description="What is counted or measured, a word for editors")


class Amount(Sourced):
    """A sum of money; converted by the registry's rate where it names one."""

    value: Number = Field(description="The sum, in units of `scale`")
    unit: Currency = Field(description="ISO 4217 currency code")
    scale: Literal["million"] | None = Field(None, description="What one unit of `value` stands for")
    per: Literal["year", "month", "two-months"] | None = Field(
        None, description="The span the sum is paid or earned in"
    )
    year: Year | None = Field(None, description="The year whose prices the sum is in")
    rate: Id | None = Field(None, description="The rate of the registry that converts it")


class Share(Sourced):
    """A share or a relative change, in per cent."""

    value: Number = Field(description="In per cent: 39 for 39%")
    unit: Literal["percent"]
    year: Year | None = Field(None, description="The year it was measured in")


class Tally(Sourced):
    """How many."""

    value: Count = Field(description="The number counted")
    unit: Literal["count"]
    scale: Literal["million"] | None = None
    year: Year | None = Field(None, description="The year it was counted in")


class DecimalTally(Sourced):
    """How many millions, where the number is not whole."""

    value: Annotated[float, Field(strict=True)] = Field(description="The number counted, in millions")
    unit: Literal["count"]
    scale: Literal["million"]
    year: Year | None = Field(None, description="The year it was counted in")


class Area(Sourced):
    """A piece of land."""

    value: Number = Field(description="In `unit`")
    unit: Literal["square-metre", "hectare"]


class Period(Sourced):
    """A span of time between two years, months or days, both included."""

    first: YearOrMoment = Field(alias="from", description="Its first year, month or day")
    last: YearOrMoment = Field(alias="to", description="Its last year, month or day")
    unit: Literal["year", "month", "day"] = Field(description="What it is counted in")


class Date(Sourced):
    """A year, a month or a day."""

    date: YearOrMoment = Field(description="2016, 2016-12 or 2016-12-31")


Operands = Annotated[tuple[Id, ...], Field(min_length=2)]
Pair = Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]


class Computed(Sourced):
    """A fact that follows from others of the same case or series; `briefs.model.computed` makes it."""

    unit: Text | None = Field(None, description="What it is counted in; it follows from the facts named")
    value: Number | None = Field(None, description="What the source prints: it is held against what is computed")


class Sum(Computed):
    """Facts added up."""

    sum: Operands = Field(description="The facts that are added")


class Difference(Computed):
    """What is left of one fact without another."""

    difference: Pair = Field(description="The fact, and the one that is taken from it")


class Ratio(Computed):
    """One fact as a share of another, in per cent."""

    share: Pair = Field(description="The part and the whole")
    digits: Annotated[int, Field(strict=True, ge=0, le=3)] = Field(
        0, description="How many decimals it is rounded to, half up"
    )


def _kind(value: Any) -> str | None:
    data = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    unit = data.get("unit")
    for key in ("sum", "difference", "share"):
        if key in data:
            return f"computed-{key}"
    if "date" in data:
        return "date"
    if "from" in data or "to" in data or "first" in data:
        return "period"
    if unit == "percent":
        return "share"
    if unit == "count":
        return "decimal-tally" if isinstance(data.get("value"), float) else "tally"
    if unit in AREA_UNITS:
        return "area"
    return "amount" if isinstance(unit, str) and re.fullmatch(r"[A-Z]{3}", unit) else None


Known = Amount | Share | Tally | DecimalTally | Area | Period | Date
Fact = Annotated[
    Annotated[Amount, Tag("amount")]
    | Annotated[Share, Tag("share")]
    | Annotated[Tally, Tag("tally")]
    | Annotated[DecimalTally, Tag("decimal-tally")]
    | Annotated[Area, Tag("area")]
    | Annotated[Period, Tag("period")]
    | Annotated[Date, Tag("date")]
    | Annotated[Sum, Tag("computed-sum")]
    | Annotated[Difference, Tag("computed-difference")]
    | Annotated[Ratio, Tag("computed-share")],
    Discriminator(
        _kind,
        custom_error_type="fact_unit",
        custom_error_message="a fact needs a unit: a currency such as PEN, percent, count, square-metre, hectare,"
        " or `from` and `to`, or `date`, or `sum`, `difference` or `share` of others",
    ),
]
