"""Numbers as people write them: 1,200, seventeen, a dozen, two hundred and five."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: dict[str, int] = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
SCALES: dict[str, int] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d{1,12}$")


def parse_number(text: str) -> int | None:
    """Read a whole number in digits or English words; None if the text is anything else."""
    text = text.strip().lower()
    if _DIGITS.match(text):
        return int(text.replace(",", ""))
    if text in {"a dozen", "dozen"}:
        return 12
    words = [word for word in re.split(r"[\s-]+", text) if word not in {"and", "a", "an"}] if text else []
    if not words:
        return None
    total = current = 0
    for word in words:
        if word in SMALL:
            current += SMALL[word]
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0
        else:
            return None
    return total + current
