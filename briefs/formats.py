"""How facts are written in a locale: numbers, money, shares, areas, dates, from CLDR through Babel.

Values are Decimals made from the digits as they stand in the content, so no binary rounding shows.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError, dates, numbers, units
from babel.core import get_global

from briefs.model.facts import Amount, Area, Date, DecimalTally, Known, Period, Share, Tally
from briefs.model.matrix import MatrixCount
from briefs.model.registry import Rate

MILLION = 1_000_000
NBSP = "\u00a0"
SQUARE_METRES_PER_HECTARE = 10_000
LATIN = "Latn"
_MARKS = {"Arab": {",": "،", ";": "؛"}}
_SIZES = {"fr": ("ko", "Mo")}  # CLDR's own short units would be MByte in Portuguese
_CLDR_AREA = {"square-metre": "area-square-meter", "hectare": "area-hectare"}


def fact_parts(fact: Known | MatrixCount, locale: Locale, rates: Mapping[str, Rate], ppp: str) -> dict[str, str]:
    """A fact's texts in a locale: the whole under "", each part under its name.

    `ppp` is the locale's pattern for an amount at purchasing power parity, such as "US$ PPP {amount}".
    """
    match fact:
        case Amount():
            return _amount(fact, locale, rates, ppp)
        case Share():
            return _share(fact, locale)
        case Tally() | DecimalTally():
            text = _scaled(Decimal(str(fact.value)), fact.scale, locale)
            return {"": text, "words": _spelled(fact.value, locale) or text}
        case MatrixCount():
            text = number(fact.value, locale)
            part = Decimal(fact.value) / Decimal(fact.of or 1)
            share = str(numbers.format_percent(part.quantize(Decimal("0.01"), ROUND_HALF_UP), locale=locale))
            return {"": text, "words": _spelled(fact.value, locale) or text, "share": share}
        case Area():
            return _area(fact, locale)
        case Period():
            return _period(fact, locale)
        case Date():
            return {"": moment(str(fact.date), locale)}


def number(value: Decimal | int | float, locale: Locale) -> str:
    """A plain number with the locale's separators: 1,400."""
    return str(numbers.format_decimal(Decimal(str(value)), locale=locale, decimal_quantization=False))


def file_size(size: int, language: str) -> str:
    """A size in bytes as people read it: 840 kB, 1.2 MB, 840 ko (powers of 1,000, as CLDR's units are)."""
    locale = Locale.parse(language)
    thousands, millions = _SIZES.get(locale.language, ("kB", "MB"))
    value, unit, name = (
        (round(size / 1000), thousands, "digital-kilobyte")
        if size < 1_000_000
        else (round(size / 1_000_000, 1), millions, "digital-megabyte")
    )
    if script(language) != LATIN:  # Latin letters would stand on the wrong side of their number
        return str(units.format_unit(value, name, length="short", locale=locale)).replace(" ", NBSP)
    return f"{number(value, locale)}{NBSP}{unit}"


def direction(language: str) -> str:
    """`rtl` where a language is written from right to left, else `ltr`."""
    return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"


def script(language: str) -> str:
    """The script that a language is written in, by its ISO 15924 code: `Latn`, `Arab`."""
    likely = str(get_global("likely_subtags").get(language.partition("-")[0], ""))
    return likely.split("_")[1] if "_" in likely else LATIN


def listed(parts: Iterable[str], language: str, mark: str = ",") -> str:
    """Short names one after the other: "SEDESOL, Oportunidades".

    Not by CLDR's patterns, which put an "and" before each name in Arabic, where it joins a Latin acronym.
    """
    return f"{_MARKS.get(script(language), {}).get(mark, mark)} ".join(parts)


def language_name(language: str) -> str:
    """A language by its own name, as a heading writes it: Español."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def separators(tag: str) -> tuple[str, str]:
    """The decimal mark and the thousands mark of a locale such as es-PE."""
    locale = Locale.parse(tag, sep="-")
    return str(numbers.get_decimal_symbol(locale)), str(numbers.get_group_symbol(locale))


def roman(value: int) -> str:
    """A number from 1 to 3999 in Roman numerals: IV."""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    out = ""
    for worth, letters in (*steps, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, value = divmod(value, worth)
        out += letters * count
    return out


def is_locale(tag: str) -> bool:
    """Whether CLDR knows a locale such as es-PE."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def moment(text: str, locale: Locale) -> str:
    """A year, month or day ("2016", "2016-12", "2016-12-31") as the locale writes it in a sentence."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    day = _first_day(text)
    if len(parts) == 2:
        return str(dates.format_skeleton("yMMMM", day, locale=locale)).replace(" ", NBSP)
    return str(dates.format_date(day, "long", locale=locale)).replace(" ", NBSP)


def convert(value: Decimal, per: Decimal) -> Decimal:
    """An amount divided by a rate (units of the currency for one of the base), rounded half up.

    Whole units for plain amounts; four significant digits for amounts below 1,000, which stand for millions.
    """
    return (value / per).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def convert_millions(value: Decimal, per: Decimal) -> Decimal:
    """The same for amounts given in millions: four significant digits, as many as the sources give."""
    result = value / per
    return result.quantize(Decimal(1).scaleb(result.adjusted() - 3), rounding=ROUND_HALF_UP)


def _amount(fact: Amount, locale: Locale, rates: Mapping[str, Rate], ppp: str) -> dict[str, str]:
    value = Decimal(str(fact.value))
    if not fact.scale and value != value.to_integral():  # 79.20, not 79.2: money has two decimals or none
        amount = f"{fact.unit}{NBSP}{numbers.format_decimal(value, format='#,##0.00', locale=locale)}"
    else:
        amount = f"{fact.unit}{NBSP}{_scaled(value, fact.scale, locale)}"
    if fact.rate is None:
        return {"": amount, "amount": amount}
    rate = rates[fact.rate]
    per = Decimal(str(rate.per[fact.unit]))
    if fact.scale:
        converted = _scaled(convert_millions(value, per), fact.scale, locale)
    else:
        converted = number(convert(value, per), locale)
    pattern = ppp if rate.kind == "ppp" else "US$ {amount}"
    base = pattern.replace("{amount}", converted).replace(" ", NBSP)
    return {"": f"{amount} ({base})", "amount": amount, "converted": base}


def _share(fact: Share, locale: Locale) -> dict[str, str]:
    share = Decimal(str(fact.value)) / 100
    text = str(numbers.format_percent(share, locale=locale, decimal_quantization=False))
    plus = numbers.get_plus_sign_symbol(locale) if share > 0 else ""
    return {"": text, "signed": plus + text.replace("-", "\u2212")}


def _area(fact: Area, locale: Locale) -> dict[str, str]:
    value = Decimal(str(fact.value))
    other = "hectare" if fact.unit == "square-metre" else "square-metre"
    factor = SQUARE_METRES_PER_HECTARE
    converted = value / factor if other == "hectare" else value * factor
    text, converted_text = (_unit(number, unit, locale) for number, unit in ((value, fact.unit), (converted, other)))
    return {"": text, "amount": text, "converted": converted_text}


def _unit(value: Decimal, unit: str, locale: Locale) -> str:
    return str(units.format_unit(value.normalize(), _CLDR_AREA[unit], locale=locale)).replace(" ", NBSP, 1)


def _period(fact: Period, locale: Locale) -> dict[str, str]:
    first, last = str(fact.first), str(fact.last)
    if fact.unit == "year":
        whole = f"{first}\u2013{last}"
    else:
        begin, end = _first_day(first), _first_day(last)
        whole = _days(begin, end, locale) if fact.unit == "day" else _months(begin, end, locale)
    return {"": whole, "from": moment(first, locale), "to": moment(last, locale)}


def _months(first: datetime.date, last: datetime.date, locale: Locale) -> str:
    return str(dates.format_interval(first, last, "yMMMM", locale=locale))


def _days(first: datetime.date, last: datetime.date, locale: Locale) -> str:
    """Two days with what they share said once, the month in full: July 15–16, 2010. CLDR has it with a short month."""
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    parts = locale.interval_formats["yMMMd"][differs]
    pattern = (str(part).replace("MMM", "MMMM").replace("\u2009", "") for part in parts)
    days = zip((first, last), pattern, strict=True)
    return "".join(str(dates.format_date(day, part, locale=locale)) for day, part in days)


def _spelled(value: float, locale: Locale) -> str:
    """A whole number in words; empty where the language has none here."""
    if not isinstance(value, int):
        return ""
    from num2words import num2words

    try:
        return str(num2words(value, lang=str(locale)))
    except NotImplementedError:
        return ""


def _scaled(value: Decimal, scale: str | None, locale: Locale) -> str:
    if scale is None:
        return number(value, locale)
    places = max(0, -int(value.normalize().as_tuple().exponent))
    text = numbers.format_compact_decimal(value * MILLION, format_type="long", locale=locale, fraction_digits=places)
    return str(text).replace(" ", NBSP)


def _first_day(text: str) -> datetime.date:
    parts = [int(part) for part in text.split("-")]
    return datetime.date(*[*parts, 1, 1][:3])
