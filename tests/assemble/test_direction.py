"""What runs from left to right in a text from right to left is set apart, and nothing else is."""

from dataclasses import replace

import pytest

from briefs.assemble.direction import isolated
from briefs.assemble.writer import Writer

from .samples import edition

ARABIC = replace(edition(), language="ar", locale="ar", direction="rtl")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("برنامج FEST في كولومبيا", ["FEST"]),
        ("الخطوط: Source Sans 3، رخصة SIL Open Font License.", ["Source Sans 3", "SIL Open Font License"]),
        ("اكتب إلى jmaldona@uniandes.edu.co.", ["jmaldona@uniandes.edu.co"]),
        ("مبلغ US$ PPP 1,400.50 كل سنة", ["US$ PPP 1,400.50"]),
        ("ارتفع +39% ثم −4.5 ثم 54%", ["+39%", "−4.5", "54%"]),
        ("A &amp; B", ["A &amp; B"]),
        ("من 2016–2017 إلى 19", []),
        ("&lt;نص&gt; &amp; نص", []),
    ],
)
def test_latin_words_and_numbers_with_a_sign_are_set_apart(text: str, apart: list[str]) -> None:
    expected, at = "", 0
    for run in apart:
        start = text.index(run, at)
        expected += f'{text[at:start]}<bdi dir="ltr">{run}</bdi>'
        at = start + len(run)
    assert isolated(text) == expected + text[at:]


def test_tags_and_their_attributes_are_left_alone() -> None:
    assert isolated('<a href="https://a.example">انظر</a>') == '<a href="https://a.example">انظر</a>'


def test_a_text_from_right_to_left_sets_apart_what_a_mark_stands_for() -> None:
    writer = Writer(ARABIC, {})
    assert writer.inline("تعمل {midis.acronym} هنا") == 'تعمل <bdi dir="ltr">MIDIS</bdi> هنا'
    assert writer.plain("تعمل {midis.acronym} هنا") == "تعمل MIDIS هنا"
    assert Writer(edition(), {}).inline("See {midis.acronym}") == "See MIDIS"


def test_names_in_a_list_stand_in_the_order_of_the_text_around_them() -> None:
    assert Writer(edition(), {}).names(["A&B", "C"]) == "A&amp;B, C"
    assert Writer(edition(), {}).names(["A", "C"], "+") == "A + C"
    assert Writer(ARABIC, {}).names(["FEST", "خونتوس"]) == '<bdi dir="ltr">FEST</bdi>، خونتوس'
    assert Writer(ARABIC, {}).names(["FEST", "PPP"], "+") == '<bdi dir="ltr">FEST</bdi> + <bdi dir="ltr">PPP</bdi>'


def test_straight_quotation_marks_become_those_of_arabic() -> None:
    assert Writer(ARABIC, {}).inline('أما "تحسّن" فلا') == "أما «تحسّن» فلا"
