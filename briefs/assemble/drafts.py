"""What is not translated yet, or no longer in step with its source, marked so that every reader of a draft knows."""

from collections.abc import Iterable
from html import escape

from briefs.localise import Edition
from briefs.translation import unflagged

Around = tuple[str, str]


def block(edition: Edition, html: str, flag: str) -> str:
    """Paragraphs and lists with a notice before them; `flag` is `missing`, `stale` or nothing."""
    before, behind = _around_block(edition, flag, lang=flag == "missing")
    return f"{before}{html}{behind}"


def inline(edition: Edition, html: str, flag: str) -> str:
    """A title, cell or label with a short notice behind it."""
    before, behind = around(edition, flag)
    return f"{before}{html}{behind}"


def around(edition: Edition, flag: str) -> Around:
    """What `inline` writes before a text and behind it."""
    if not flag:
        return "", ""
    notice = f'<span class="notice" lang="{_notice_lang(edition, flag)}">({_notice(edition, flag)})</span>'
    return f'<span class="draft {flag}"{_source_lang(edition, lang=flag == "missing")}>', f"</span> {notice}"


def cover(edition: Edition, place: str) -> dict[str, Around]:
    """What stands around the texts of a cover, foot and list that are not finished, by the field of the document."""
    words, series = edition.words, edition.series_words
    texts = {
        "title": words.title, "subtitle": words.subtitle, "description": words.description, "status": words.status,
        "series": series.name, "tagline": series.tagline, "place": place,
    }  # fmt: skip
    flags = {name: unflagged(text or "")[1] for name, text in texts.items()}
    return {name: around(edition, flag) for name, flag in flags.items() if flag}


def drawing(edition: Edition, texts: Iterable[str]) -> Around:
    """What stands around a drawing with these texts: they have no room for notices of their own."""
    flags = {unflagged(text)[1] for text in texts}
    flag = next((each for each in ("missing", "stale") if each in flags), "")
    return _around_block(edition, flag, lang=flags == {"missing"})


def labels(edition: Edition) -> str:
    """A notice for the head of the page where labels of its language are not finished; they have no marks."""
    if not edition.unfinished_labels:
        return ""
    return f'<p lang="{_label_lang(edition, "draft-labels")}">{escape(edition.label("draft-labels"))}</p>'


def _around_block(edition: Edition, flag: str, *, lang: bool) -> Around:
    if not flag:
        return "", ""
    notice = f'<p class="notice" lang="{_notice_lang(edition, flag)}">{_notice(edition, flag)}</p>'
    return f'<div class="draft {flag}"{_source_lang(edition, lang=lang)}>{notice}', "</div>"


def _notice(edition: Edition, flag: str) -> str:
    return escape(edition.label(f"draft-{flag}"))


def _notice_lang(edition: Edition, flag: str) -> str:
    return _label_lang(edition, f"draft-{flag}")


def _label_lang(edition: Edition, name: str) -> str:
    missing = edition.unfinished_labels.get(f"interface.{name}") == "missing"
    return edition.source_language if missing else edition.locale


def _source_lang(edition: Edition, *, lang: bool) -> str:
    return f' lang="{edition.source_language}"' if lang else ""
