"""A project of any size: `python -m tools.bench.generate FOLDER --cases N`.

Each case has a publication of its own in English and Spanish: nine of ten are short briefs, the tenth is a country
brief with a figure, notes and references. One series, a programme and a reference a case, countries that repeat.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from briefs.load import File, KeyPath, dotted, parse, texts
from briefs.translation import Locked, fingerprint, lock_text
from tools.bench.generated_words import A_CASE, COLUMNS, LONG, ROWS, Words, advice, brief_words, case_words, claim
from tools.bench.ours import ROOT
from tools.bench.phrases import LANGUAGES, phrases, sentence

COUNTRIES = {
    "latin-america": (
        "AR",
        "BO",
        "BR",
        "CL",
        "CO",
        "CR",
        "DO",
        "EC",
        "GT",
        "HN",
        "MX",
        "NI",
        "PA",
        "PE",
        "PY",
        "SV",
        "UY",
    ),
    "africa": ("BF", "BJ", "CM", "ET", "GH", "KE", "LS", "MG", "ML", "MW", "MZ", "NE", "RW", "SN", "TZ", "UG", "ZM"),
}
REGIONS = tuple(COUNTRIES)
SERIES = "measured"


def generate(folder: Path, cases: int) -> None:
    """Write a project of so many cases into a new folder; its translations are accepted.

    Raises FileExistsError where the folder is there.
    """
    folder.mkdir(parents=True)
    content = folder / "content"
    for name, value in _shared(cases):
        _write(content / name, value)
    for number in range(cases):
        for name, value in _case(number):
            _write(content / name, value)
    for words in sorted(content.rglob("es.yaml")):
        _accept(words)
    shutil.copytree(ROOT / "content" / "labels", content / "labels", ignore=_other_languages)
    if (ROOT / ".cache" / "fonts").is_dir():
        shutil.copytree(ROOT / ".cache" / "fonts", folder / ".cache" / "fonts")


def _other_languages(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.partition(".")[0] not in LANGUAGES}


def _texts(file: Path) -> dict[KeyPath, str]:
    parsed = parse(file.read_text("utf-8"), file.name)
    assert isinstance(parsed, File), parsed
    return dict(texts(parsed.data))


def _accept(words: Path) -> None:
    """Write the lock of a translation, as `translate accept` would."""
    source, target = (_texts(words.with_name(f"{language}.yaml")) for language in LANGUAGES)
    locked = {
        dotted(path): Locked(fingerprint(text), fingerprint(target[path]), text, {}) for path, text in source.items()
    }
    words.with_name("es.lock.yaml").write_text(lock_text(locked), "utf-8")


def _shared(cases: int) -> Iterator[tuple[str, Words]]:
    yield (
        f"series/{SERIES}/series.yaml",
        {
            "source_language": "en",
            "theme": "rural-synergies",
            "address": "https://example.org/",
            "locales": {"en": "en-GB", "es": "es-419"},
            "partners": [{"role": "support", "organisations": ["office"]}],
            "contacts": [{"name": "Ana Ruiz", "email": "office@example.org"}],
        },
    )
    words = {"en": ("Measured Briefs", "With the support of"), "es": ("Informes medidos", "Con el apoyo de")}
    for language, (name, role) in words.items():
        credits = {"en": "Country outlines by Natural Earth.", "es": "Contornos de los países de Natural Earth."}
        yield (
            f"series/{SERIES}/{language}.yaml",
            {"name": name, "roles": {"support": role}, "credits": credits[language]},
        )
        message = f"**{claim(0, language)}.** {sentence(1, language)}"
        yield (
            f"shared/{language}.yaml",
            {"messages": {"common": message}, "recommendations": {"all": advice(2, language)}},
        )
    yield (
        "registry/organisations.yaml",
        {
            "office": {
                "name": {"en": "Office of Measures", "es": "Oficina de Medidas"},
                "article": {"en": "the", "es": "la"},
            }
        },
    )
    yield "registry/programmes.yaml", {f"programme-{n}": _programme(n) for n in range(cases)}
    yield "registry/references.yaml", {f"work-{n}": _reference(n) for n in range(0, cases, LONG)}
    source = "A table of rates, made for this project"
    yield (
        "registry/rates.yaml",
        {"ppp-2018": {"kind": "ppp", "year": 2018, "base": "USD", "per": {"PEN": 1.74}, "source": source}},
    )


def _programme(number: int) -> Words:
    """A name with an acronym; letters in place of digits."""
    letters = "".join(chr(ord("A") + number // 26**power % 26) for power in (2, 1, 0))
    return {
        "name": {"en": f"Scheme {letters.title()}ora", "es": f"Plan {letters.title()}ora"},
        "acronym": f"Q{letters}",
        "article": {"en": "the", "es": "el"},
    }


def _reference(number: int) -> Words:
    title = f"A study of {phrases(A_CASE * number + 3, 'en')[3]}"
    return {
        "type": "report",
        "authors": [{"organisation": "office"}],
        "year": 1990 + number % 30,
        "title": title,
        "language": "en",
    }


def _case(number: int) -> Iterator[tuple[str, Words]]:
    region = REGIONS[number % 2]
    id_ = f"case-{number}"
    at = {"document": "generated", "at": f"Case {number}"}
    facts = {
        "homes": {"value": 100 + number, "unit": "count", "source": at},
        "all-homes": {"value": 5000 + 7 * number, "unit": "count", "source": at},
        "reached": {"share": ["homes", "all-homes"], "digits": 1},
        "cost": {"value": 900 + number, "unit": "PEN", "per": "year", "rate": "ppp-2018", "source": at},
        "before": {"value": 10 + number % 30, "unit": "percent", "source": at},
        "after": {"value": 45 + number % 40, "unit": "percent", "source": at},
    }
    facts["reached"]["source"] = at
    programmes = [f"programme-{number}"]
    result = {"programmes": programmes, "dimension": "income", "change": "increase", "desirable": True}
    yield (
        f"cases/{id_}/case.yaml",
        {
            "country": COUNTRIES[region][number // 2 % 17],
            "region": region,
            "programmes": programmes,
            "architecture": {"type": "same-institution", "programmes": 1, "intentional": number % 3 > 0},
            "facts": facts,
            "results": [{**result, "indicator": "income"}, {**result, "indicator": "expectations"}],
        },
    )
    yield f"publications/brief-{number}/publication.yaml", _publication(number, id_)
    for language in LANGUAGES:
        yield f"cases/{id_}/{language}.yaml", case_words(number, language)
        yield f"publications/brief-{number}/{language}.yaml", brief_words(number, language)


def _publication(number: int, case: str) -> Words:
    found: Words = {
        "kind": "short-brief",
        "series": SERIES,
        "cases": [case],
        "key_messages": ["shared.common", "own", "cost"],
        "sections": ["start", "course", "synthesis"],
        "tables": {"numbers": {"columns": list(COLUMNS), "rows": list(ROWS)}},
        "recommendations": {"style": "bulleted", "items": ["shared.all", "next"]},
    }
    if number % LONG == 0:
        found["kind"] = "country-brief"
        found["figures"] = {"bars": {"kind": "bars", "facts": ["before", "after"]}}
    return found


class _Plain(yaml.SafeDumper):
    """Content may not hold anchors: what stands twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(path: Path, value: Words) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.stem in LANGUAGES:
        path.write_text("".join(_block(value, "")), "utf-8")
    else:
        path.write_text(yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000), "utf-8")


def _block(words: Words, indent: str) -> Iterator[str]:
    """Keyed texts, each as a `|-` block, as the content model asks for."""
    for key, value in words.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:\n"
            yield from _block(value, indent + "  ")
        else:
            lines = "".join(f"{indent}  {line}\n" if line else "\n" for line in value.split("\n"))
            yield f"{indent}{key}: |-\n{lines}"


def main() -> int:
    """Generate a project; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, required=True)
    asked = parser.parse_args()
    generate(asked.folder, asked.cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
