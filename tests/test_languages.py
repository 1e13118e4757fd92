"""Which language a text is in: what the sources left over is found, real English is not."""

import pytest

from briefs.languages import other_language


@pytest.mark.parametrize(
    "text",
    [
        "LOS CASOS ESTUDIADOS",
        "Tabla síntesis: Arquitectura institucional",
        "Con la cooperación técnica de:",
        "departamentos",
        "Proyecto de inclusión",
        "en del marco el Taller",
        "Mensajes clave",
        "Recomendaciones",
        "Los ingresos subieron, pero no para todos por igual.",
        "Grupo de control",
        "Hogares en la muestra",
        "Riego por aspersión",
        "Les revenus ont augmenté, mais pas pour tous.",
        "Os rendimentos aumentaram, mas não para todos.",
    ],
)
def test_what_is_left_over_in_an_english_file_is_named(text: str) -> None:
    assert other_language(text, "en") in {"Spanish", "French", "Portuguese"}


@pytest.mark.parametrize(
    "text",
    [
        "Incomes rose, but not for everyone alike.",
        "Social capital", "Human capital", "Financial inclusion", "Productive programmes", "Not intentional",
        "Control group", "Medium term", "Publications", "A potential centre must:", "PDF, pages,",
        "Map: Natural Earth, public domain.",
    ],
)  # fmt: skip
def test_english_that_looks_like_its_neighbours_is_left_alone(text: str) -> None:
    assert other_language(text, "en") is None


def test_english_in_a_spanish_file_is_named_and_spanish_left_alone() -> None:
    assert other_language("Incomes rose, but not for everyone alike.", "es") == "English"
    assert other_language("Los ingresos subieron, pero no para todos por igual.", "es") is None


def test_too_few_letters_tell_nothing() -> None:
    assert other_language("4, 10 y 14", "en") is None
    assert other_language("Juntos y PPP", "en") is None


def test_a_language_that_the_detector_does_not_know_is_not_judged() -> None:
    assert other_language("Los ingresos subieron, pero no para todos por igual.", "zz") is None
