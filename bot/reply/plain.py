"""What people wrote, made safe to draw on any platform: one line, no control character, no forged citation.

Every renderer passes every piece of data through here before it escapes it for its own platform; what
comes out can neither start a line of its own, nor turn the reading order around, nor look like `[1]`.
"""

from __future__ import annotations

import re

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x9b[0-?]*[ -/]*[@-~]")
_BREAKS = dict.fromkeys([*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")
# Controls; soft hyphen and zero-width space (they hide a word from a search); embeddings, overrides and isolates; the
# invisible operators and retired marks; byte order marks; annotations; tags. Joiners (Persian, emoji) and the implicit
# direction marks stay: they are part of how names are written.
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x1C),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *(0xAD, 0x180E, 0x200B),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    ]
)
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SAFE: dict[int, str | None] = {**_BREAKS, **_INVISIBLE, **_SURROGATES}

_UNSEEN = r"\s\u200c-\u200f\u061c"
_FORGED = re.compile(rf"\[([{_UNSEEN}]*\d[\d{_UNSEEN}]*)\]")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_WORDS = re.compile(rf"[{_RTL}](?:[ '’\u200c\u200d\u200f-]*[{_RTL}])*")
LRM = "\u200e"
"""LEFT-TO-RIGHT MARK. Chosen over the isolates U+2068/U+2069: see `settle`."""

_ADDRESS = re.compile(r"https?://[^/?#\s@]+(?:[/?#]\S*)?", re.ASCII)


def clean(text: str) -> str:
    """Make text one line of visible characters, whatever it was.

    ANSI escapes, control characters, direction overrides and other invisible characters go; line breaks
    and tabs become one space; half a surrogate pair becomes U+FFFD, so that the text can be encoded.
    """
    if text.isprintable():
        return text
    text = _ANSI.sub("", text).translate(_SAFE)
    return re.sub(" {2,}", " ", text)


def settle(text: str) -> str:
    """Put direction marks around right-to-left words, so that what stands beside them stays in its place.

    Without them `جیش‌العدل [2], 16 January` is drawn as `16 ,[2] جیش…`: digits and brackets take the direction
    of the letters before them. A mark is one character of zero width that everything has known since Unicode
    1.1; isolates (Unicode 6.3) would say the same, but Windows Terminal draws them as boxes
    (microsoft/terminal#16574) and mintty has drawn them reversed (mintty/mintty#837).
    """
    return text if text.isascii() else _RTL_WORDS.sub(rf"{LRM}\g<0>{LRM}", text)


def uncited(text: str) -> str:
    """Clean text in which nothing reads as a citation: `[1]` becomes `(1)`."""
    text = clean(text)
    return _FORGED.sub(r"(\1)", text) if "[" in text else text


def inline(text: str) -> str:
    """Make data ready to stand beside citations: clean, settled, and never read as a citation itself."""
    return settle(uncited(text))


def quoted(text: str) -> str:
    """Put a speaker's own words inside quotation marks; marks inside become single ones."""
    return f"“{clean(text).translate(_INNER).strip()}”"


_INNER = {ord("“"): "‘", ord("”"): "’", ord('"'): "'"}


def is_web_address(url: str) -> bool:
    """Whether an address is safe to link: http or https, a host, nothing that could end it early or hide in it."""
    return url.isprintable() and not any(c in "<>\"'`|\\ " for c in url) and _ADDRESS.fullmatch(url) is not None
