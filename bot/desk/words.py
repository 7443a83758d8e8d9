"""From a reader's words to an edit, where that can be done without guessing."""

from __future__ import annotations

import re


def rewritten(text: str, wrong: str, right: str) -> str | None:
    """Put what is right in the place of what is wrong, if the wrong words stand in the record just once.

    Args:
        text: the record as it is written, its first line the id.
        wrong: what is wrong, as the reader read it.
        right: what would be right.

    Returns:
        The new text; None if the words stand there not at all or several times: a person has to write it then.
    """
    wrong, right = " ".join(wrong.split()), " ".join(right.split())
    head, line_break, body = text.partition("\n")
    if not wrong or not right or not line_break:
        return None
    # Words may be folded over lines in the file; a number is not to be found inside another.
    pattern = r"\s+".join(map(re.escape, wrong.split()))
    found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", body))
    keys = [match for match in found if re.match(r"\s*:(?:\s|$)", body[match.end() :])]
    if len(found) - len(keys) != 1:
        return None
    match = next(match for match in found if match not in keys)
    return f"{head}{line_break}{body[: match.start()]}{right}{body[match.end() :]}"
