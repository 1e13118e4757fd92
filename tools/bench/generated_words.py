"""The words of a generated case and of its publication, in either language."""

from typing import Any

from tools.bench.phrases import phrases, sentence

LEVELS = ("framework", "coordination", "practice")
ROWS, COLUMNS = ("before", "after"), ("first", "second")
A_CASE = 31  # sentences
LONG = 10  # every tenth is a country brief
Words = dict[str, Any]


def case_words(number: int, language: str) -> Words:
    """The words of a case."""
    say = _Sayings(A_CASE * number + 4, language)
    scheme = {"en": "{programme-%d} began it.", "es": "{programme-%d} lo comenzó."}[language] % number
    return {
        "name": where(A_CASE * number + 4, language),
        "synthesis": {part: claim(A_CASE * number + 28 + n, language) for n, part in enumerate(LEVELS)},
        "account": f"{scheme} {say()} {say()}\n\n{say()} {say()}",
    }


def brief_words(number: int, language: str) -> Words:
    """The words of the publication of a case."""
    say = _Sayings(A_CASE * number + 14, language)
    english = language == "en"
    homes = "It reached {homes} homes, {reached} of all." if english else "Llegó a {homes} hogares, el {reached}."
    cost = "A home cost {cost}." if english else "Un hogar costó {cost}."
    own = "Own count" if english else "Recuento propio"
    section = (
        ("How it began", "What came of it", "In brief") if english else ("El comienzo", "Lo que resultó", "En breve")
    )
    heads = ("Moment", "First place", "Second place") if english else ("Momento", "Primer lugar", "Segundo lugar")
    rows = ("Before", "After") if english else ("Antes", "Después")
    long = number % LONG == 0
    figure = "\n\n{figure:bars}" if long else ""
    cited = f" [@work-{number}]" if long else ""
    call = "[^counted]" if long else ""
    cells = dict(zip(("_head", *COLUMNS), heads, strict=True))
    found: Words = {
        "title": claim(A_CASE * number + 14, language),
        "short": phrases(A_CASE * number + 14, language)[3],
        "description": say(),
        "messages": {
            "own": f"**{claim(A_CASE * number + 15, language)}.** {homes} {say()}",
            "cost": f"**{claim(A_CASE * number + 16, language)}.** {cost} {say()}",
        },
        "sections": {
            "start": {"title": section[0], "text": f"{say()}{call} {say()}{cited}\n\n{{account:case-{number}}}"},
            "course": {
                "title": section[1],
                "text": f"{say()} {say()}{figure}\n\n{{table:numbers}}\n\n{{table:results}}",
            },
            "synthesis": {"title": section[2], "text": f"{say()}\n\n{{table:synthesis}}"},
        },
        "tables": {
            "numbers": {
                "title": claim(A_CASE * number + 17, language),
                "source": own,
                "columns": cells,
                "rows": {
                    row: {
                        "_head": head,
                        "first": f"{{{row}}}",
                        "second": phrases(A_CASE * number + 18 + n, language)[3],
                    }
                    for n, (row, head) in enumerate(zip(ROWS, rows, strict=True))
                },
            },
            "results": {"title": claim(A_CASE * number + 20, language), "source": own},
            "synthesis": {"title": claim(A_CASE * number + 21, language), "source": own},
        },
        "recommendations": {"items": {"next": advice(A_CASE * number + 27, language)}},
    }
    if long:
        bars = dict(zip(ROWS, rows, strict=True))
        found["figures"] = {
            "bars": {"title": claim(A_CASE * number + 22, language), "alt": say(), "source": own, "labels": bars}
        }
        found["notes"] = {"counted": say()}
    return found


class _Sayings:
    """Gives one sentence after another."""

    def __init__(self, number: int, language: str) -> None:
        self._number, self._language = number, language

    def __call__(self) -> str:
        self._number += 1
        return sentence(self._number - 1, self._language)


def claim(number: int, language: str) -> str:
    """A few words that state something: who did what to what."""
    _, who, did, what, *_ = phrases(number, language)
    return f"{who[0].upper()}{who[1:]} {did} {what}"


def where(number: int, language: str) -> str:
    """Who it is about, and in what place."""
    _, who, *_, place, _ = phrases(number, language)
    return f"{who[0].upper()}{who[1:]} {place}"


def advice(number: int, language: str) -> str:
    opening = {"en": "Do this again.", "es": "Hay que repetirlo."}[language]
    return f"**{opening}** {sentence(number, language)}"
