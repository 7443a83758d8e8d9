"""English phrases for dates, written from EDTF; `date_phrases` reads every one of them back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.edtf import MONTHS, End, Expression, Part

NO_DATE = "date unknown"


def write_words(expression: Expression) -> str:
    """Write an expression in English; `date_phrases.read_words` reads it back to the same EDTF.

    A year has four digits. Only `[0001..]` and `[..9999]`, which no word describes, are shown as EDTF.
    """
    parts = expression.parts
    if not parts:
        return NO_DATE
    suffix = " (uncertain)" if all(part.uncertain for part in parts) else ""
    phrase = _phrase(expression, maybe=not suffix)
    return phrase + suffix if phrase else str(expression)


def _phrase(expression: Expression, maybe: bool) -> str | None:
    ends, parts = expression.ends, expression.parts
    match expression.kind, ends:
        case "between", ("..", Part() as part):
            return f"before {_qualified(after)}" if (after := part.neighbour(1)) else None
        case "between", (Part() as part, ".."):
            return f"after {_qualified(before)}" if (before := part.neighbour(-1)) else None
        case "interval", ("..", Part() as part):
            return f"until {_qualified(part)}"
        case "interval", (Part() as part, ".."):
            return f"since {_qualified(part)}"
        case _:
            pass
    joint = {"between": " and ", "any": " or "}.get(expression.kind, " – ")
    alike = len({(part.approximate, part.uncertain) for part in parts}) == 1
    if expression.kind != "between" and alike:
        texts = _shortened(ends)
        tight = expression.kind == "interval" and all(" " not in text for text in texts[:-1]) and "unknown" not in texts
        whole = ("–" if tight and len(ends) > 1 and _same_length(parts) else joint).join(texts)
        return f"about {whole}" if parts[0].approximate else whole
    signs = [_signs(end, maybe) for end in ends]
    texts = [sign + text for sign, text in zip(signs, _shortened(ends), strict=True)]
    opening = {"between": "between ", "any": "either "}.get(expression.kind, "from ")
    return opening + (" to " if expression.kind == "interval" else joint).join(texts)


def _same_length(parts: Sequence[Part]) -> bool:
    return len({len(part.base) for part in parts}) == 1


def _signs(end: End, maybe: bool) -> str:
    if not isinstance(end, Part):
        return ""
    return ("possibly " if maybe and end.uncertain else "") + ("about " if end.approximate else "")


def _qualified(part: Part) -> str:
    return _signs(part, maybe=False) + part_words(part)


def _shortened(ends: Sequence[End]) -> list[str]:
    """The date of each end; month and year are left out where the last one gives them."""
    parts = [end for end in ends if isinstance(end, Part) and end.plain]
    texts = [part_words(end) if isinstance(end, Part) else "unknown" for end in ends]
    shared = len(parts) == len(ends) and _same_length(parts) and len({part.earliest.year for part in parts}) == 1
    if not shared or len(parts[0].base) == 4:
        return texts
    month = len(parts[0].base) == 10 and len({part.earliest.month for part in parts}) == 1
    return [text.split()[0] if month else text.rsplit(" ", 1)[0] for text in texts[:-1]] + texts[-1:]


def part_words(part: Part) -> str:
    """`16 January 2024`, `January 2024`, `2024`, `a day in January 2024`, `the 1980s`."""
    year, month, day = (*part.base.split("-"), "", "")[:3]
    if "X" in year:
        return f"the {year[:3]}0s" if year[2] != "X" else f"the hundred years from {year[:2]}00"
    if month == "XX":
        return f"a {'day' if day else 'month'} in {year}"
    if not month:
        return year
    name = f"{MONTHS[int(month) - 1]} {year}"
    if not day:
        return name
    return f"a day in {name}" if day == "XX" else f"{int(day)} {name}"
