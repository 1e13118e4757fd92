"""Which language a text is in: what the sources left over is found, real English is not."""

from pathlib import Path

import pytest

from briefs import languages
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


TEXTS = [
    ("Los ingresos subieron, pero no para todos por igual.", "en"),
    ("Incomes rose, but not for everyone alike.", "en"),
    ("Incomes rose, but not for everyone alike.", "es"),
    ("Los ingresos subieron, pero no para todos por igual.", "zz"),
]


def _told(folder: Path) -> list[str | None]:
    languages._other.cache_clear()
    with languages.found_before(folder):
        return [other_language(*each) for each in TEXTS]


def test_what_was_found_is_told_again_without_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _told(tmp_path)
    assert first == ["Spanish", None, "English", None]
    monkeypatch.setattr(languages, "_asked", lambda text, language: "fr")
    assert _told(tmp_path) == first
    monkeypatch.setattr(languages, "version", lambda _: "another")
    assert _told(tmp_path) == ["French"] * 4


def test_a_check_makes_no_folder_and_a_damaged_one_is_asked_again(tmp_path: Path) -> None:
    first = _told(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    assert _told(tmp_path) == first
    (entry,) = (path for path in tmp_path.glob("languages/*/*"))
    entry.write_bytes(entry.read_bytes()[:-3])
    assert _told(tmp_path) == first


def test_as_many_texts_are_kept_as_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "MOST", 2)
    _told(tmp_path)
    (entry,) = (path for path in tmp_path.glob("languages/*/*"))
    assert entry.stat().st_size == 32 + 2 * (languages._DIGEST + 1)
