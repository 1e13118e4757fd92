"""What is not translated yet, or no longer in step with its source, marked so that every reader of a draft knows."""

from html import escape

from briefs.localise import Edition


def block(edition: Edition, html: str, flag: str) -> str:
    """Paragraphs and lists with a notice before them; `flag` is `missing`, `stale` or nothing."""
    if not flag:
        return html
    notice = f'<p class="notice" lang="{edition.locale}">{escape(edition.label(f"draft-{flag}"))}</p>'
    return f'<div class="draft {flag}"{_lang(edition, flag)}>{notice}{html}</div>'


def inline(edition: Edition, html: str, flag: str) -> str:
    """A title, cell or label with a short notice behind it."""
    if not flag:
        return html
    notice = f'<span class="notice" lang="{edition.locale}">({escape(edition.label(f"draft-{flag}"))})</span>'
    return f'<span class="draft {flag}"{_lang(edition, flag)}>{html}</span> {notice}'


def _lang(edition: Edition, flag: str) -> str:
    return f' lang="{edition.source_language}"' if flag == "missing" else ""
