"""What is mended in the processor: editors once, links, order, silence; in our style and in one of CSL's own."""

from typing import Any

import pytest

from briefs.citations import processor
from briefs.citations.processor import Processor
from briefs.model.styles import CitationStyle

from ..assemble.samples import STYLE
from .test_style import HARVARD


def work(id_: str = "w", **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "type": "book", "language": "en", "title": "A Title", "issued": {"date-parts": [[2016]]},
        "author": [{"family": "Aldana", "given": "U."}], **more,
    }  # fmt: skip


def edited(**more: Any) -> dict[str, Any]:
    names = [{"family": "Escobal", "given": "J."}, {"family": "Ponce", "given": "C."}]
    return {key: value for key, value in work(editor=names, publisher="GRADE", **more).items() if key != "author"}


@pytest.fixture
def ours() -> Processor:
    return processor(STYLE, "en-GB")


@pytest.fixture
def harvard() -> Processor:
    return processor(CitationStyle("harvard.csl", HARVARD), "en-GB")


def test_editors_in_place_of_authors_stand_once_in_any_style(ours: Processor, harvard: Processor) -> None:
    assert ours.entries([edited()]) == [("w", "Escobal, J. and Ponce, C. (eds) (2016). <i>A Title</i>. GRADE.")]
    assert harvard.entries([edited()]) == [("w", "Escobal, J. and Ponce, C. (eds) (2016) <i>A Title</i>. GRADE.")]


def test_editors_beside_an_author_are_still_printed(harvard: Processor) -> None:
    both = {**edited(), **work()}
    assert harvard.entries([both]) == [
        ("w", "Aldana, U. (2016) <i>A Title</i>. Edited by J. Escobal and C. Ponce. GRADE.")
    ]


def test_another_style_cites_in_its_own_way(harvard: Processor) -> None:
    assert harvard.cite([(work(), "45")]) == '(<a class="cite" href="#ref-w">Aldana, 2016, p. 45</a>)'
    assert harvard.cite([(work(), "45-47")]) == '(<a class="cite" href="#ref-w">Aldana, 2016, pp. 45–47</a>)'
    assert harvard.cite([(work(), "annex 2")]) == '(<a class="cite" href="#ref-w">Aldana, 2016, annex 2</a>)'


def test_works_of_one_bracket_stand_as_they_were_cited(ours: Processor) -> None:
    cites = [(work("b", author=[{"literal": "Z"}]), ""), (work("a", author=[{"literal": "A"}]), "")]
    html = ours.cite(cites)
    assert html == '(<a class="cite" href="#ref-b">Z, 2016</a>; <a class="cite" href="#ref-a">A, 2016</a>)'


def test_a_list_is_sorted_by_author_day_and_title_and_not_by_code_points(ours: Processor) -> None:
    day = {"date-parts": [[2016, 5, 1]]}
    items = [
        work("o", author=[{"literal": "Oxfam"}]),
        work("e", author=[{"literal": "Élite"}]),
        work("t", title="B"),
        work("s", title="À la carte"),
        work("d", title="A", issued=day),
        work("p", author=[{"family": "Aldana", "given": "U."}, {"family": "Abad", "given": "B."}]),
        work("n", author=[{"literal": "Ñandú"}]),
        work("z", author=[{"literal": "Nz"}]),
    ]
    expected = ["s", "t", "d", "p", "e", "z", "n", "o"]
    spanish = processor(STYLE, "es-PE")
    assert [id_ for id_, _ in spanish.entries(items)] == expected
    assert [id_ for id_, _ in spanish.entries(items[::-1])] == expected
    assert [id_ for id_, _ in ours.entries(items)] == ["s", "t", "d", "p", "e", "n", "z", "o"]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "A, B. and C, D. (eds) (2016, 5\u00a0May)."),
        ("en-US", "A, B. and C, D. (eds.) (2016, May\u00a05)."),
        ("es-PE", "A, B. y C, D. (eds.) (2016, 5 de mayo)."),
        ("es-MX", "A, B. y C, D. (eds.) (2016, 5 de mayo)."),
        ("fr-FR", "A, B. et C, D. (éd.) (2016, 5\u00a0mai)."),
        ("pt-BR", "A, B. e C, D. (org.) (2016, 5 de maio)."),
    ],
)
def test_words_and_days_come_from_the_locale(locale: str, expected: str) -> None:
    item = edited(issued={"date-parts": [[2016, 5, 5]]})
    item["editor"] = [{"family": "A", "given": "B."}, {"family": "C", "given": "D."}]
    ((_, html),) = processor(STYLE, locale).entries([item])
    assert html == f"{expected} <i>A Title</i>. GRADE."


@pytest.mark.parametrize(
    ("parts", "expected"), [([2017], "(2017)"), ([2017, 6], "(2017, junio)"), ([2017, 6, 1], "(2017, 1 de junio)")]
)
def test_a_day_is_as_exact_as_it_is_known(parts: list[int], expected: str) -> None:
    ((_, html),) = processor(STYLE, "es-PE").entries([work(issued={"date-parts": [parts]})])
    assert html == f"Aldana, U. {expected}. <i>A Title</i>."


def test_a_chapter_is_in_its_book_and_an_article_in_its_journal(ours: Processor) -> None:
    chapter, article = (work(type=t, **{"container-title": "Whole"}) for t in ("chapter", "article-journal"))
    assert ours.entries([chapter])[0][1] == "Aldana, U. (2016). A Title. In <i>Whole</i>."
    assert ours.entries([article])[0][1] == "Aldana, U. (2016). A Title. <i>Whole</i>."


def test_texts_of_a_work_are_never_html(ours: Processor) -> None:
    item = work(title="<script>1</script> & B", author=[{"family": "O'Neil <b>", "given": "&amp;"}])
    assert ours.entries([item])[0][1] == (
        "O&#x27;Neil &lt;b&gt;, &amp;amp; (2016). <i>&lt;script&gt;1&lt;/script&gt; &amp; B</i>."
    )
    assert ours.cite([(item, "<i>")]) == '(<a class="cite" href="#ref-w">O&#x27;Neil &lt;b&gt;, 2016: &lt;i&gt;</a>)'


def test_nothing_is_printed_and_styles_are_read_once(ours: Processor, capsys: pytest.CaptureFixture[str]) -> None:
    ours.cite([(work(event="Workshop", genre="Talk"), "1")])
    ours.entries([work(event="Workshop", genre="Talk")])
    assert capsys.readouterr() == ("", "")
    assert processor(STYLE, "en-GB") is ours
