"""How a text is built in Markdown: a translation is built as its source."""

import re
from collections import Counter


def shape(text: str) -> Counter[str]:
    """How many paragraphs, list items, bold and italic words a text has."""
    return Counter(
        {
            "paragraph": len(re.split(r"\n\s*\n", text.strip())),
            "list item": len(re.findall(r"^\s*(?:-|\d+\.) ", text, re.MULTILINE)),
            "bold": text.count("**") // 2,
            "italic": len(re.findall(r"(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)", text)),
        }
    )
