"""References of the registry as they are cited and listed."""

import pickle
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest

from briefs.assemble import assemble
from briefs.assemble.references import References
from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.registry import Reference
from briefs.model.structure import Publication
from briefs.model.styles import CitationStyle
from briefs.model.words import PublicationWords

from ..citations.test_style import HARVARD
from .samples import NAMES, REFERENCES, edition, name, reference

FULL = {
    "type": "presentation", "year": 2017, "date": "2017-06", "title": "Inclusión rural", "language": "es",
    "details": "Presentación", "event": "Taller, 1 de junio", "place": "Lima", "publisher": "GRADE",
    "url": "https://a.example/?a=1&b=2",
}  # fmt: skip


def listed(*references: Reference, suffixes: Mapping[str, str] | None = None, **changes: Any) -> list[str]:
    works = {f"r{n}": reference for n, reference in enumerate(references)}
    found = References(edition(references=works, **changes), suffixes or {}).entries(works)
    return [entry.html for entry in found]


def test_everything_the_registry_knows_is_printed_and_marked_with_its_language() -> None:
    assert listed(reference({"family": "Abad", "given": "B."}, **FULL)) == [
        'Abad, B. (2017, June). <i><span lang="es">Inclusión rural</span></i>. <span lang="es">Presentación</span>. '
        '<span lang="es">Taller, 1 de junio</span>. Lima. GRADE. '
        '<a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a>'
    ]


def test_the_language_of_the_edition_is_not_marked_and_its_words_are_used() -> None:
    work = reference({"family": "Abad", "given": "B."}, {"family": "Cid", "given": "D."}, **FULL, editors=True)
    (html,) = listed(work, language="es", locale="es-PE")
    assert html.startswith("Abad, B. y Cid, D. (eds.) (2017, junio). <i>Inclusión rural</i>. Presentación. Taller")
    assert "lang=" not in html


@pytest.mark.parametrize("kind", ["article", "book", "chapter", "report", "regulation", "presentation", "web"])
def test_no_kind_of_work_loses_anything(kind: str) -> None:
    fields = {**FULL, "type": kind, "container": "Journal"}
    (html,) = listed(reference({"family": "Abad", "given": "B."}, **fields))
    text = re.sub("<[^>]+>", "", unescape(html))
    for part in ("Abad, B.", "2017", "June", *(str(FULL[k]) for k in FULL if k not in ("type", "date", "language"))):
        assert text.count(part) == 1, part
    assert "Journal" in text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article", "Abad (2016) ‘A Title’, <i>Whole</i> [Preprint]."),
        ("book", "Abad (2016) <i>A Title</i>, <i>Whole</i>."),
        ("chapter", "Abad (2016) ‘A Title’, <i>Whole</i>."),
        ("report", "Abad (2016) <i>A Title</i>, <i>Whole</i>. Kind."),
        ("regulation", "Abad (2016) <i>A Title</i>, <i>Whole</i>. Kind."),
        ("presentation", "Abad (2016) ‘A Title’, <i>Whole</i>. <i>Meeting</i>."),
        ("web", "Abad (2016) <i>A Title</i>, <i>Whole</i>."),
    ],
)
def test_a_style_that_tells_kinds_apart_is_told_them(kind: str, expected: str) -> None:
    more = {"event": "Meeting"} if kind == "presentation" else {}
    work = reference({"family": "Abad"}, type=kind, container="Whole", details="Kind", **more)
    (html,) = listed(work, citation_style=CitationStyle("harvard.csl", HARVARD))
    assert html == expected


def test_an_organisation_is_listed_under_the_name_it_is_cited_by() -> None:
    works = {"a": reference({"organisation": "midis"}), "b": reference({"organisation": "bank"})}
    works["c"] = reference({"organisation": "shcp"})
    references = References(edition(references=works), {})
    assert [re.sub("<[^>]+>", "", references.cite([(id_, "")])) for id_ in works] == [
        "(MIDIS, 2016)",
        "(World Bank, 2016)",
        "(SHCP, 2016)",
    ]
    assert [entry.html for entry in references.entries(works)] == [
        "MIDIS, Ministry of Inclusion (2016). <i>A Title</i>.",
        'SHCP, <span lang="es">Secretaría de Hacienda</span> (2016). <i>A Title</i>.',
        "World Bank (2016). <i>A Title</i>.",
    ]


def test_an_organisation_without_a_short_name_in_this_language_is_marked_when_cited() -> None:
    names = {**NAMES, "dof": name("Diario Oficial", language="es")}
    references = References(edition(references={"a": reference({"organisation": "dof"})}, names=names), {})
    assert references.cite([("a", "")]) == (
        '(<a class="cite" href="#ref-a"><span lang="es">Diario Oficial</span>, 2016</a>)'
    )


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "(Escobal and Ponce, 2016; Baird et al., 2018: 45–47)"),
        ("es-PE", "(Escobal y Ponce, 2016; Baird et\u00a0al., 2018: 45–47)"),
        ("fr-FR", "(Escobal et Ponce, 2016; Baird et al., 2018: 45–47)"),
        ("pt-BR", "(Escobal e Ponce, 2016; Baird et al., 2018: 45–47)"),
    ],
)
def test_citations_take_the_words_of_the_edition_s_locale(locale: str, expected: str) -> None:
    writer = Writer(edition(language=locale[:2], locale=locale), {})
    assert writer.plain("[@two; @many: 45-47]") == expected


def test_who_wrote_a_cited_or_listed_work_counts_as_named() -> None:
    writer = Writer(edition(), {})
    writer.inline("[@two]")
    assert writer.used == set()
    writer.listed(["body"])
    assert writer.used == {"midis"}


def alike(text: str, *further: str) -> Edition:
    """An edition whose text cites works of one author and year, and of authors that "et al." makes the same."""
    works = {
        **REFERENCES,
        "last": reference({"family": "Aldana", "given": "U."}, title="Zeal"),
        "third": reference({"family": "Baird"}, {"family": "Cid"}, {"family": "Díaz"}, year=2018, title="Aims"),
        "other": reference({"family": "Aldana", "given": "U."}, year=2017),
    }
    structure = {
        "kind": "country-brief", "series": "s", "cases": ["c"], "key_messages": ["claim"], "sections": ["one"],
        "recommendations": {"style": "bulleted", "items": ["act"]}, "further_reading": list(further),
    }  # fmt: skip
    words = {
        "title": "T", "short": "S", "description": "D", "messages": {"claim": "**Claim.** Ground."},
        "sections": {"one": {"title": "One", "text": text}}, "recommendations": {"items": {"act": "**Act.** Now."}},
    }  # fmt: skip
    return edition(
        references=works,
        publication=Publication.model_validate(structure),
        words=PublicationWords.model_validate(words),
    )


def seen(subject: Edition) -> tuple[str, list[str], list[str]]:
    document = assemble(subject)
    (block,) = document.sections[0].blocks
    assert block.kind == "prose"
    cited, further = (
        [re.sub("<[^>]+>", "", entry.html)[:32] for entry in group]
        for group in (document.references, document.further_reading)
    )
    return re.sub("<[^>]+>", "", block.html), cited, further


def test_two_works_of_one_author_and_year_are_told_apart_in_text_and_list() -> None:
    text, references, further = seen(alike("So [@last: 3; @one]. And [@other]."))
    assert text == "So (Aldana, 2016b: 3; Aldana, 2016a). And (Aldana, 2017)."
    assert references == ["Aldana, U. (2016a). A Title.", "Aldana, U. (2016b). Zeal.", "Aldana, U. (2017). A Title."]
    assert further == []


def test_works_that_only_et_al_makes_alike_are_told_apart_too_and_so_is_further_reading() -> None:
    text, references, further = seen(alike("So [@many; @one].", "third", "last"))
    assert text == "So (Baird et al., 2018a; Aldana, 2016a)."
    assert references == ["Aldana, U. (2016a). A Title.", "Baird, Bohren and McIntosh (2018a)"[:32]]
    assert [line[:16] for line in further] == ["Aldana, U. (2016", "Baird, Cid and D"]
    assert "(2016b)" in further[0]


def test_works_that_the_edition_does_not_show_give_no_letters() -> None:
    assert seen(alike("So [@last]."))[0] == "So (Aldana, 2016)."


def test_suffixes_go_on_after_z() -> None:
    works = {f"w{n:02}": reference({"family": "A"}, title=f"T{n:02}") for n in range(28)}
    letters = References(edition(references=works), {}).clashes(works)
    assert (letters["w00"], letters["w25"], letters["w26"], letters["w27"]) == ("a", "z", "aa", "ab")


def test_an_edition_always_gives_the_same_document_and_it_travels() -> None:
    subject = alike("So [@last; @one; @many].", "third")
    first = assemble(subject)
    assert assemble(pickle.loads(pickle.dumps(subject))) == first
    assert pickle.loads(pickle.dumps(first)) == first


def _in(language: str, work: Reference, said: str | Mapping[str, str] | None) -> str | None:
    return said if said is None or isinstance(said, str) else said.get(language, said[work.language])


def test_a_title_and_details_may_be_said_in_each_language() -> None:
    said = {"title": {"en": "Rule 4", "es": "Norma 4"}, "details": {"en": "Quoted in B", "es": "Citado en B"}}
    work = reference({"family": "Abad"}, **said)
    assert listed(work) == ["Abad (2016). <i>Rule 4</i>. Quoted in B."]
    assert listed(work, language="es", locale="es-PE") == ["Abad (2016). <i>Norma 4</i>. Citado en B."]
    assert listed(work, language="fr", locale="fr-FR") == [
        'Abad (2016). <i><span lang="en">Rule 4</span></i>. <span lang="en">Quoted in B</span>.'
    ]


@pytest.mark.parametrize("locale", ["en-GB", "en-US", "es-PE", "fr-FR", "pt-BR"])
def test_each_real_reference_prints_author_year_and_title_once_and_no_doubled_punctuation(
    editions: Mapping[tuple[str, str], Edition], locale: str
) -> None:
    real = editions["peru", "en"]
    references = References(
        edition(language=locale[:2], locale=locale, references=real.references, names=real.names), {}
    )
    entries = references.entries(real.references)
    assert {entry.id for entry in entries} == {f"ref-{id_}" for id_ in real.references}
    for entry in entries:
        work = real.references[entry.id.removeprefix("ref-")]
        text = unescape(re.sub("<[^>]+>", "", entry.html))
        title, details = (_in(locale[:2], work, said) for said in (work.title, work.details))
        assert title is not None
        assert text.count(title) == 1
        before, _, after = text.partition(title)
        assert before.count(str(work.year)) == 1
        assert f"({work.year}" not in after
        for author in work.authors:
            own = f"{author.family}, {author.given}"
            if author.organisation:
                own = real.names[author.organisation].short or real.names[author.organisation].full
            assert before.count(own) == 1
        for field in (work.container, details, work.event, work.place, work.publisher, work.url):
            assert field is None or field in after
        assert not re.search(r"\.\.|,,| ,| \.|::|\(\)|  |[?!]\.", text)
