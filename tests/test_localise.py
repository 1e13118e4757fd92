"""Content and a language give one edition: facts in its locale, names in their official form."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from briefs.localise import Edition, LocalName, localise
from briefs.model.content import Content
from briefs.model.registry import Name
from briefs.model.styles import CitationStyle

Editions = Mapping[tuple[str, str], Edition]


def with_name(content: Content, **fields: object) -> Content:
    """The real content with one name of our own in the registry."""
    names = {**content.registry.names, "own": Name.model_validate(fields)}
    return replace(content, registry=content.registry.model_copy(update={"names": names}))


def test_an_edition_has_the_locale_of_its_series_or_its_own(content: Content, editions: Editions) -> None:
    own = {series: content.series[series].locales["en"] for series in content.series}
    assert own == {"rural-synergies": "en-GB", "social-protection-network": "en-US"}
    assert all(edition.locale == own[edition.series_id] for (_, lang), edition in editions.items() if lang == "en")
    spanish = {id_: edition.locale for (id_, language), edition in editions.items() if language == "es"}
    places = {"peru": "es-PE", "mexico": "es-MX", "colombia": "es-CO"}
    assert spanish == {id_: places.get(id_, "es-419") for id_ in content.publications}
    assert {editions[id_, "fr"].locale for id_ in ("mali", "institutional-analysis")} == {"fr"}
    assert editions["cooperation-diagnosis", "pt"].locale == "pt-BR"
    peru = content.publications["peru"].model_copy(update={"locales": {"en": "en-US"}})
    changed = replace(content, publications={**content.publications, "peru": peru})
    assert localise(changed, "peru", "en").locale == "en-US"


def test_an_edition_has_the_citation_style_of_its_series(content: Content, editions: Editions) -> None:
    assert editions["peru", "en"].citation_style == content.styles["author-date"]
    own = CitationStyle("templates/citations/own.csl", b"<style/>")
    series = {id_: series.model_copy(update={"citation_style": "own"}) for id_, series in content.series.items()}
    changed = replace(content, series=series, styles={**content.styles, "own": own})
    assert localise(changed, "peru", "en").citation_style == own


def test_facts_are_found_by_id_and_by_case(editions: Editions) -> None:
    edition = editions["peru", "en"]
    assert edition.facts["income-gain"] == edition.facts["peru-haku-winay/income-gain"]
    assert edition.facts["income-gain"][""] == "PEN\u00a01,400 (US$\u00a0PPP\u00a0805)"
    assert edition.values["income-gain"] == 1400.0


def test_the_conversions_that_the_register_recomputed_are_those_shown(editions: Editions) -> None:
    """The sources print 5,083,379,057, 114, 803, "1.377" and "22,96"."""
    peru, mexico = editions["peru", "en"].facts, editions["mexico", "en"].facts
    converted = {parts["amount"]: parts["converted"] for parts in [*peru.values(), *mexico.values()] if "converted" in parts and "amount" in parts}  # fmt: skip
    plain = {a.replace("\u00a0", " "): c.replace("\u00a0", " ") for a, c in converted.items()}
    expected = {
        "MXN 46,396,000,660": "US$ PPP 5,081,708,725",
        "PEN 200": "US$ PPP 115",
        "PEN 1,400": "US$ PPP 805",
        "PEN 2,400": "US$ PPP 1,379",
        "PEN 150": "US$ PPP 86",
        "PEN 40 million": "US$ PPP 22.99 million",
        "PEN 178 million": "US$ PPP 102.3 million",
    }
    assert {amount: plain.get(amount) for amount in expected} == expected


def test_a_rate_is_written_in_the_locale(editions: Editions) -> None:
    assert editions["peru", "en"].facts["ppp-2018"] == {"": "1.74; 9.13", "PEN": "1.74", "MXN": "9.13"}


def test_a_name_without_a_form_in_the_language_says_whose_it_is(content: Content) -> None:
    named = with_name(content, name={"es": "Secretaría"}, acronym={"es": "SS"}, article={"es": "la"})
    assert localise(named, "peru", "en").names["own"] == LocalName(
        full="Secretaría",
        language="es",
        article="",
        short="SS",
        is_acronym=True,
        plural=None,
        short_plural=None,
        names={"es": "Secretaría"},
        short_article="",
    )


@pytest.mark.parametrize(
    ("given", "short", "acronym"), [({"acronym": "AB"}, "AB", True), ({"short": "Juntos"}, "Juntos", False), ({}, None, False)]
)  # fmt: skip
def test_an_acronym_and_a_short_name_are_two_things(
    content: Content, given: dict[str, str], short: str | None, acronym: bool
) -> None:
    name = localise(with_name(content, name={"en": "A Body"}, **given), "peru", "en").names["own"]
    assert (name.short, name.is_acronym) == (short, acronym)


def test_labels_have_their_fields_filled_in(editions: Editions) -> None:
    edition = editions["peru", "en"]
    assert edition.label("figure", number=3) == "Figure 3"
    with pytest.raises(KeyError):
        edition.label("nothing")


def test_countries_are_named_in_the_language_and_numbers_in_the_locale(editions: Editions) -> None:
    edition = editions["peru", "en"]
    assert {code: edition.countries[code] for code in ("PE", "MX", "CO")} == {
        "PE": "Peru", "MX": "Mexico", "CO": "Colombia",
    }  # fmt: skip
    assert edition.number(1400) == "1,400"


def test_the_direction_is_that_of_the_script(editions: Editions) -> None:
    assert {language for (_, language), edition in editions.items() if edition.direction == "rtl"} == {"ar"}


def test_names_and_countries_are_made_once_for_all_editions_of_a_language(content: Content) -> None:
    content = replace(content, registry=content.registry.model_copy())  # of which nothing was made before
    one, other, french = (localise(content, *which) for which in (("peru", "en"), ("mali", "en"), ("mali", "fr")))
    assert one.names is other.names
    assert one.countries is other.countries
    assert french.names is not one.names
    assert french.countries["PE"] == "Pérou"
    renamed = localise(with_name(content, name={"en": "Own"}), "peru", "en")
    assert renamed.names["own"].full == "Own"
    words = content.series_words["rural-synergies"]
    own = words["en"].model_copy(update={"countries": {"PE": "The Peru"}})
    changed = replace(content, series_words={**content.series_words, "rural-synergies": {**words, "en": own}})
    assert localise(changed, "peru", "en").countries["PE"] == "The Peru"
    assert localise(content, "peru", "en").countries["PE"] == "Peru"
