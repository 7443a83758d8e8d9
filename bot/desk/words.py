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


def with_item(text: str, field: str, value: str) -> str | None:
    """Add a value to a list of a record's text, making the list where there is none.

    Args:
        text: the record, its first line the id.
        field: the list's name.
        value: what to add; it is quoted.

    Returns:
        The new text; None where the list is written in a way that only a person should touch.
    """
    head, line_break, body = text.partition("\n")
    indent = re.match(r"(?:[ ]*(?:#.*)?\n)*([ ]+)\S", body)
    if not line_break or indent is None:
        return None
    quoted = "'" + " ".join(value.split()).replace("'", "''") + "'"
    found = re.search(rf"^{indent[1]}{field}:[ ]*(.*)$", body, re.MULTILINE)
    if found is None:
        return f"{text.rstrip()}\n{indent[1]}{field}: [{quoted}]\n"
    written = found[1].split(" #")[0].rstrip()
    if written.startswith("[") and written.endswith("]"):
        at = found.start(1) + len(written) - 1
        comma = ", " if written[1:-1].strip() else ""
        return f"{head}\n{body[:at]}{comma}{quoted}{body[at:]}"
    item = re.match(r"\n([ ]*)- ", body[found.end() :])
    if not written and item is not None:
        return f"{head}\n{body[: found.end()]}\n{item[1]}- {quoted}{body[found.end() :]}"
    return None
