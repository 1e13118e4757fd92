"""How facts are written in each locale: whole texts, from CLDR."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from briefs.formats import convert, convert_millions, fact_parts, file_size, language_name, moment, number, roman
from briefs.model.facts import Known
from briefs.model.matrix import MatrixCount
from briefs.model.registry import Rate

FACT: TypeAdapter[Known] = TypeAdapter(Known)
SOURCE = {"document": "peru", "at": "here"}
RATES = {
    "ppp": Rate(kind="ppp", year=2018, base="USD", per={"PEN": 1.74, "MXN": 9.13}, source="notes"),
    "market": Rate(kind="market", year=2018, base="USD", per={"PEN": 3.2}, source="notes"),
}
PPP = {"en": "US$ PPP {amount}", "es": "US$ PPA {amount}", "fr": "{amount} $ PPA", "pt": "US$ PPC {amount}"}
LOCALES = ("en-GB", "es-PE", "es-CO", "fr", "pt-BR")


def parts(locale: str, **fact: Any) -> Mapping[str, str]:
    """The texts of a fact with its no-break spaces shown as `~` and narrow ones as `_`."""
    checked = FACT.validate_python({"source": SOURCE, **fact})
    found = fact_parts(checked, Locale.parse(locale, sep="-"), RATES, PPP[locale[:2]])
    return {part: text.replace("\u00a0", "~").replace("\u202f", "_") for part, text in found.items()}


@pytest.mark.parametrize(
    ("value", "per", "expected"),
    [
        ("1400", "1.74", "805"),
        ("46396000660", "9.13", "5081708725"),
        ("200", "1.74", "115"),
        ("150", "1.74", "86"),
        ("2400", "1.74", "1379"),
        ("5", "2", "3"),
        ("7", "2", "4"),
    ],
)
def test_an_amount_is_divided_by_its_rate_and_rounded_half_up(value: str, per: str, expected: str) -> None:
    assert convert(Decimal(value), Decimal(per)) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "per", "expected"), [("40", "1.74", "22.99"), ("178", "1.74", "102.3"), ("2000", "1.74", "1149")]
)
def test_millions_keep_four_significant_digits(value: str, per: str, expected: str) -> None:
    assert convert_millions(Decimal(value), Decimal(per)) == Decimal(expected)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", {"": "PEN~1,400 (US$~PPP~805)", "amount": "PEN~1,400", "converted": "US$~PPP~805"}),
        ("es-PE", {"": "PEN~1,400 (US$~PPA~805)", "amount": "PEN~1,400", "converted": "US$~PPA~805"}),
        ("es-CO", {"": "PEN~1.400 (US$~PPA~805)", "amount": "PEN~1.400", "converted": "US$~PPA~805"}),
        ("fr", {"": "PEN~1_400 (805~$~PPA)", "amount": "PEN~1_400", "converted": "805~$~PPA"}),
        ("pt-BR", {"": "PEN~1.400 (US$~PPC~805)", "amount": "PEN~1.400", "converted": "US$~PPC~805"}),
    ],
)
def test_an_amount_is_written_with_its_conversion(locale: str, expected: dict[str, str]) -> None:
    assert parts(locale, value=1400, unit="PEN", rate="ppp", per="year") == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "MXN~46,396,000,660 (US$~PPP~5,081,708,725)"),
        ("es-PE", "MXN~46,396,000,660 (US$~PPA~5,081,708,725)"),
        ("es-CO", "MXN~46.396.000.660 (US$~PPA~5.081.708.725)"),
        ("fr", "MXN~46_396_000_660 (5_081_708_725~$~PPA)"),
        ("pt-BR", "MXN~46.396.000.660 (US$~PPC~5.081.708.725)"),
    ],
)
def test_a_large_amount_is_grouped_as_the_locale_groups(locale: str, expected: str) -> None:
    assert parts(locale, value=46396000660, unit="MXN", rate="ppp", year=2018)[""] == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "PEN~40~million (US$~PPP~22.99~million)"),
        ("es-PE", "PEN~40~millones (US$~PPA~22.99~millones)"),
        ("es-CO", "PEN~40~millones (US$~PPA~22,99~millones)"),
        ("fr", "PEN~40~millions (22,99~millions~$~PPA)"),
        ("pt-BR", "PEN~40~milhões (US$~PPC~22,99~milhões)"),
    ],
)
def test_millions_are_written_as_a_word(locale: str, expected: str) -> None:
    assert parts(locale, value=40, scale="million", unit="PEN", rate="ppp")[""] == expected


def test_an_amount_without_a_rate_stands_alone_and_one_at_the_market_rate_is_in_dollars() -> None:
    assert parts("en-GB", value=79.2, unit="USD") == {"": "USD~79.20", "amount": "USD~79.20"}
    assert parts("en-GB", value=320, unit="PEN", rate="market")[""] == "PEN~320 (US$~100)"


@pytest.mark.parametrize(
    ("locale", "up", "down"),
    [
        ("en-GB", {"": "39%", "signed": "+39%"}, "−4.3%"),
        ("es-PE", {"": "39%", "signed": "+39%"}, "−4.3%"),
        ("es-CO", {"": "39%", "signed": "+39%"}, "−4,3%"),
        ("fr", {"": "39~%", "signed": "+39~%"}, "−4,3~%"),
        ("pt-BR", {"": "39%", "signed": "+39%"}, "−4,3%"),
    ],
)
def test_a_share_is_written_plain_and_signed(locale: str, up: dict[str, str], down: str) -> None:
    assert parts(locale, value=39, unit="percent") == up
    assert parts(locale, value=-4.3, unit="percent")["signed"] == down


def test_no_change_has_no_sign() -> None:
    assert parts("en-GB", value=0, unit="percent") == {"": "0%", "signed": "0%"}


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", {"": "7,553", "words": "seven thousand, five hundred and fifty-three"}),
        ("es-PE", {"": "7,553", "words": "siete mil quinientos cincuenta y tres"}),
        ("es-CO", {"": "7.553", "words": "siete mil quinientos cincuenta y tres"}),
        ("fr", {"": "7_553", "words": "sept mille cinq cent cinquante-trois"}),
        ("pt-BR", {"": "7.553", "words": "sete mil, quinhentos e cinquenta e três"}),
    ],
)
def test_a_count_is_written_in_digits_and_in_words(locale: str, expected: dict[str, str]) -> None:
    assert parts(locale, value=7553, unit="count") == expected


def test_words_for_numbers_follow_the_country_and_are_digits_where_nobody_has_spelled_them() -> None:
    assert parts("pt-BR", value=16, unit="count")["words"] == "dezesseis"
    assert fact_parts(FACT.validate_python({"source": SOURCE, "value": 16, "unit": "count"}), Locale("rm"), {}, "") == {
        "": "16",
        "words": "16",
    }


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "6.5~million"),
        ("es-PE", "6.5~millones"),
        ("es-CO", "6,5~millones"),
        ("fr", "6,5~millions"),
        ("pt-BR", "6,5~milhões"),
    ],
)
def test_a_count_in_millions_keeps_its_digits(locale: str, expected: str) -> None:
    assert parts(locale, value=6.5, scale="million", unit="count") == {"": expected, "words": expected}


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", ("500~square metres", "0.05~hectares")),
        ("es-PE", ("500~metros cuadrados", "0.05~hectáreas")),
        ("es-CO", ("500~metros cuadrados", "0,05~hectáreas")),
        ("fr", ("500~mètres~carrés", "0,05~hectare")),
        ("pt-BR", ("500~metros quadrados", "0,05~hectare")),
    ],
)
def test_an_area_is_given_in_the_other_unit_too(locale: str, expected: tuple[str, str]) -> None:
    found = parts(locale, value=500, unit="square-metre")
    assert (found[""], found["converted"]) == expected
    assert found["amount"] == found[""]


def test_hectares_become_square_metres() -> None:
    assert parts("en-GB", value=2, unit="hectare")["converted"] == "20,000~square metres"


@pytest.mark.parametrize(
    ("locale", "month", "day"),
    [
        ("en-GB", "December 2016", "31 December 2016"),
        ("es-PE", "diciembre de 2016", "31 de diciembre de 2016"),
        ("es-CO", "diciembre de 2016", "31 de diciembre de 2016"),
        ("fr", "décembre 2016", "31 décembre 2016"),
        ("pt-BR", "dezembro de 2016", "31 de dezembro de 2016"),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(locale: str, month: str, day: str) -> None:
    where = Locale.parse(locale, sep="-")
    assert moment("2016", where) == "2016"
    assert moment("2016-12", where).replace("\u00a0", " ") == month
    assert moment("2016-12-31", where).replace("\u00a0", " ") == day
    assert parts(locale, date=2016) == {"": "2016"}


def test_a_period_of_years_is_a_range_with_its_ends() -> None:
    for locale in LOCALES:
        found = parts(locale, **{"from": 2014, "to": 2019, "unit": "year"})
        assert found == {"": "2014–2019", "from": "2014", "to": "2019"}


@pytest.mark.parametrize(
    ("locale", "whole", "first"),
    [
        ("en-GB", "November 2017 – February 2018", "November~2017"),
        ("es-PE", "noviembre de 2017–febrero de 2018", "noviembre~de~2017"),
        ("fr", "novembre 2017 – février 2018", "novembre~2017"),
    ],
)
def test_a_period_of_months_is_a_range_with_its_ends(locale: str, whole: str, first: str) -> None:
    found = parts(locale, **{"from": "2017-11", "to": "2018-02", "unit": "month"})
    for space in "~_\u2009":
        found = {part: text.replace(space, " ") for part, text in found.items()}
    assert " ".join(found[""].split()) == whole
    assert found["from"] == first.replace("~", " ")


def test_digits_stand_as_they_are_in_the_content() -> None:
    """No binary rounding shows: 0.1 + 0.2 is 0.3 here."""
    assert number(Decimal("0.1") + Decimal("0.2"), Locale("en")) == "0.3"
    assert number(56.65, Locale("es", "CO")) == "56,65"
    assert parts("en-GB", value=0.1, unit="percent")[""] == "0.1%"


@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_keeps_all_its_digits_in_every_locale(value: int) -> None:
    for locale in LOCALES:
        text = number(value, Locale.parse(locale, sep="-"))
        assert "".join(char for char in text if char.isdigit()) == str(value)


@given(st.integers(min_value=1, max_value=10**12), st.decimals(min_value="0.01", max_value=1000, places=2))
def test_a_conversion_is_never_off_by_more_than_half(value: int, per: Decimal) -> None:
    assert abs(convert(Decimal(value), per) * per - value) <= per / 2


def test_sizes_and_languages_are_named_in_their_own_language() -> None:
    assert [file_size(n, "en") for n in (840_400, 1_234_567)] == ["840\u00a0kB", "1.2\u00a0MB"]
    assert file_size(1_234_567, "es") == "1,2\u00a0MB"
    assert [file_size(n, "fr") for n in (840_400, 1_234_567)] == ["840\u00a0ko", "1,2\u00a0Mo"]
    assert file_size(1_234_567, "pt") == "1,2\u00a0MB"
    assert [language_name(tag) for tag in ("en", "es", "fr", "pt")] == ["English", "Español", "Français", "Português"]


@pytest.mark.parametrize(
    ("locale", "within", "across", "years"),
    [
        ("en-GB", "15–16 July 2010", "30 July–2 August 2010", "30 December 2009–2 January 2010"),
        ("en-US", "July 15–16, 2010", "July 30–August 2, 2010", "December 30, 2009–January 2, 2010"),
        (
            "es-PE",
            "15–16 de julio de 2010",
            "30 de julio al 2 de agosto de 2010",
            "30 de diciembre de 2009 al 2 de enero de 2010",
        ),
        ("fr", "15–16 juillet 2010", "30 juillet–2 août 2010", "30 décembre 2009–2 janvier 2010"),
        ("pt-BR", "15–16 de julho de 2010", "30 de julho–2 de agosto de 2010", "30 de dezembro de 2009–2 de janeiro de 2010"),
    ],
)  # fmt: skip
def test_a_period_of_days_says_once_what_both_share_with_the_month_in_full(
    locale: str, within: str, across: str, years: str
) -> None:
    spans = (("2010-07-15", "2010-07-16"), ("2010-07-30", "2010-08-02"), ("2009-12-30", "2010-01-02"))
    found = [parts(locale, unit="day", **{"from": first, "to": last}) for first, last in spans]
    assert [texts[""] for texts in found] == [within, across, years]
    assert found[0]["from"] == moment("2010-07-15", Locale.parse(locale, sep="-")).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "I"), (3, "III"), (4, "IV"), (6, "VI"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)  # fmt: skip
def test_sections_are_counted_in_roman_numerals(value: int, expected: str) -> None:
    assert roman(value) == expected


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_read_back_as_its_number(value: int) -> None:
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in roman(value)]
    assert sum(-a if a < b else a for a, b in zip(worth, [*worth[1:], 0], strict=True)) == value


@pytest.mark.parametrize(
    ("locale", "value", "of", "expected"),
    [
        ("en-US", 31, 57, {"": "31", "words": "thirty-one", "share": "54%"}),
        ("en-US", 11, 57, {"": "11", "words": "eleven", "share": "19%"}),
        ("es-PE", 11, 57, {"": "11", "words": "once", "share": "19%"}),
        ("fr", 1, 8, {"": "1", "words": "un", "share": "13\u00a0%"}),
        ("en-GB", 57, 57, {"": "57", "words": "fifty-seven", "share": "100%"}),
        ("en-GB", 0, 0, {"": "0", "words": "zero", "share": "0%"}),
    ],
)
def test_a_number_of_a_matrix_is_written_in_digits_in_words_and_as_a_share_rounded_half_up(
    locale: str, value: int, of: int, expected: dict[str, str]
) -> None:
    assert fact_parts(MatrixCount(value, of), Locale.parse(locale, sep="-"), {}, "") == expected
