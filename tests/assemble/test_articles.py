"""Prepositions and articles are joined where a language joins them, and nowhere else."""

import pytest

from briefs.articles import article, contract
from briefs.assemble.writer import Writer

from .samples import NAMES, edition, name


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("es", "El papel de ", "el MIDIS", "El papel del MIDIS"),
        ("es", "Llegó a ", "el FIDA", "Llegó al FIDA"),
        ("es", "De ", "el MIDIS", "Del MIDIS"),
        ("es", "El papel de ", "la FAO", "El papel de la FAO"),
        ("es", "El papel de ", "El Colegio de México", "El papel de El Colegio de México"),
        ("es", "donde ", "el MIDIS", "donde el MIDIS"),
        ("es", "El papel de (", "el MIDIS", "El papel de (el MIDIS"),
        ("es", "{sede} ", "el MIDIS", "{sede} el MIDIS"),
        ("fr", "Le rôle de ", "le FIDA", "Le rôle du FIDA"),
        ("fr", "Le rôle de ", "les Nations Unies", "Le rôle des Nations Unies"),
        ("fr", "Le rôle de ", "l’OIT", "Le rôle de l’OIT"),
        ("fr", "À ", "les Nations Unies", "Aux Nations Unies"),
        ("pt", "O papel de ", "o MDS", "O papel do MDS"),
        ("pt", "Feito por ", "a FAO", "Feito pela FAO"),
        ("pt", "Entregue a ", "a FAO", "Entregue à FAO"),
        ("pt", "Em ", "os Estados Unidos", "Nos Estados Unidos"),
        ("en", "The role of ", "the FAO", "The role of the FAO"),
    ],
)
def test_a_preposition_and_an_article_are_joined(language: str, before: str, after: str, expected: str) -> None:
    assert "".join(contract(before, after, language)) == expected


@pytest.mark.parametrize(
    ("form", "starts", "expected"),
    [("la", False, "la "), ("la", True, "La "), ("l’", False, "l’"), ("l'", True, "L'"), ("", True, "")],
)
def test_an_article_stands_before_a_name_as_its_language_writes_it(form: str, starts: bool, expected: str) -> None:
    assert article(form, starts=starts) == expected


def test_a_text_is_written_with_the_article_of_each_form() -> None:
    fida = name("Fondo Internacional", "FIDA", article="el", short_article="el")
    writer = Writer(edition(language="es", locale="es-PE", names={**NAMES, "ifad": fida}), {})
    assert writer.prose("Los fondos de {ifad} son pocos. {ifad} lo sabe, y a {ifad} le importa.") == (
        "<p>Los fondos del Fondo Internacional (FIDA) son pocos. El FIDA lo sabe, y al FIDA le importa.</p>"
    )
    assert writer.prose("El {ifad.acronym} y {ifad.bare}") == "<p>El FIDA y Fondo Internacional</p>"
