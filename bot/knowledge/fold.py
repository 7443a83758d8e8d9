"""One spelling for comparing: text in any script becomes lower-case ASCII words.

Folding is for finding only: what is shown is always what was written. `fold` keeps what a reader
would call another word apart; `skeleton` keeps the consonants, so that spellings and scripts meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_sort_ratio

_QUOTES = "'`´‘’‚‛ʹʻʼʽʾʿˈ′‵＇՚"
"""Inside a word these stand for a sound nobody types twice alike (Ba'ath, Qur’an): dropped, no break."""
_MARKS = str.maketrans({"\u200c": " ", "\u200b": " ", **dict.fromkeys(_QUOTES)})
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)", re.IGNORECASE)
_ASCII: dict[int, str | None] = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_ASCII |= dict.fromkeys(map(ord, "'`"))

_SOUNDS = (
    "a:اٱىع b:ب p:پ t:تٹټط s:ثسصښ j:ج ch:چ h:حهہھەةۃ kh:خ d:دڈډ z:ذزضظځ r:رڑړڕ zh:ژږ sh:ش ts:څ gh:غ f:ف q:ق "
    "k:كک g:گ l:لڵ m:م n:نںڼ w:و o:ۆ y:يیۍ e:ےېێ :ءـ "
    "0:٠۰ 1:١۱ 2:٢۲ 3:٣۳ 4:٤۴ 5:٥۵ 6:٦۶ 7:٧۷ 8:٨۸ 9:٩۹"
)
"""Arabic, Persian, Urdu, Pashto and Kurdish letters by their Persian or Urdu sound: anyascii is not needed for them."""
_ARABIC = {letter: pair.split(":")[0] for pair in _SOUNDS.split() for letter in pair.split(":")[1]}
_ARTICLE = re.compile(r"\bال(?!ل|[يی]ا)(?=\w{3})")
_LINK = re.compile(r"(?<=\w\w)ال(?=[دذرزسشصضطظن]\w\w)")
"""The article inside a compound name, silent before a sun letter: عبدالرحمن is Abdurrahman."""
_LONE_HE = re.compile("(?<=[زذضظسصثکكقتطدگپب])[هہە]")
"""A he that is a sound of its own and must not read as one sign with the letter before it: زهرا is Zahra."""
_LATIN = str.maketrans({"ı": "i", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "þ": "th", "ð": "d"})
_LAST_CEDILLA = re.compile("[çÇ](?!\\w)")
_TURKISH = frozenset("şŞğĞıİ")
_TURKISH_SOUNDS = str.maketrans({"ş": "sh", "Ş": "sh", "ç": "ch", "Ç": "ch", "c": "j", "C": "j"})
"""How Turkish writes: Şerif is Sharif, Celil Jalil."""
_VOICING = frozenset({0, 7, 8, 9})
"""Combining classes that carry sound (nukta, kana voicing, virama) or belong to vowel signs."""


def fold(text: str) -> str:
    """Give the one comparable spelling: ASCII letters and digits, lower case, single spaces.

    Accents, harakat, quotes, emoji and bidi marks are dropped, other signs part words. Never raises.
    """
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if not text.isascii():
        text = _to_ascii(text)
    return " ".join(text.translate(_ASCII).split())


def words(text: str) -> list[str]:
    """Split a text into its folded words."""
    return fold(text).split()


def _to_ascii(text: str) -> str:
    text = _LAST_CEDILLA.sub("ch", text)
    if not _TURKISH.isdisjoint(text):
        text = text.translate(_TURKISH_SOUNDS)
    text = unicodedata.normalize("NFKC", text.replace("ه\u200cای", "ای").translate(_MARKS)).lower()
    text = "".join(map(_plain, unicodedata.normalize("NFKD", text))).translate(_LATIN)
    if text.isascii():
        return text
    text = _LINK.sub("", _ARTICLE.sub("ال ", text.replace("عبد ال", "عبدال")))
    text = "".join([_ARABIC.get(sign, sign) for sign in _LONE_HE.sub("aه", text)])
    if text.isascii():
        return text
    from anyascii import anyascii  # 33 ms to import, and few texts come here

    return str(anyascii(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4_096)
def _plain(sign: str) -> str:
    """Keep letters and digits, drop what has no sound of its own, part words at anything else."""
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind[0] == "M":
        silent = kind == "Me" or unicodedata.combining(sign) not in _VOICING or "\ufe00" <= sign <= "\ufe0f"
        return "" if silent else sign
    if kind[0] in "LN":
        return sign
    return "" if kind in {"Cf", "Sk"} else " "


_PARTICLES = frozenset(
    "al el ul ol il e i o u y w ye va wa ve and und the of "
    "ad ed ud od ar er ur or as es us os ash esh ush osh at et ut ot an en un on az ez uz".split()
)
"""Articles, also before sun letters (ar-Rahman, ez-Zor), the Persian link -e, and the words for `and`."""
_PREFIX = re.compile(r"^[ae]l(?=[^aeiouyl]\w\w)")
_SERVANT = re.compile(r"abd[aeou]?l+")
_LINKED = re.compile(r"(?<=\w{4})[uo]l$")
"""The article written onto a word: Alqaeda, Abdulwahab, Jaishul Adl."""
_DIGRAPHS = re.compile("tsch|dsch|dzh|tch|sch|sh|ch|kh|gh|zh|dh|dj|ph|ck|th|[qcxvgp]")
_SIGNS = {
    "tsch": "S",
    "dsch": "j",
    "dzh": "j",
    "tch": "S",
    "ch": "S",
    "sch": "S",
    "sh": "S",
    "kh": "X",
    "gh": "k",
    "g": "k",
    "q": "k",
    "c": "k",
    "ck": "k",
}
_SIGNS |= {"x": "ks", "zh": "z", "dh": "d", "dj": "j", "ph": "f", "th": "t", "v": "w", "p": "b"}
"""Sounds that writers, or scripts without such a letter, exchange: Gaddafi, Qadhafi; پاکستان, باكستان."""
_SOFT = re.compile("h?[aeiouyw]+$|[aeiouyw]+|h$")
_VOWELS = re.compile("[aeiouy]+")
_GAPS = re.compile("([^aeiouyw])\\1*([aeiouyw]*)(?=[^aeiouyw])")
_HEARD = (
    (re.compile("ti(?=on)|ss?i(?=on)"), "sh"),
    (re.compile("ch"), "k"),
    (re.compile("th"), "s"),
    (re.compile("s$"), "z"),
    (re.compile("s$"), "sh"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("gn"), "n"),
)
"""Latin letters that other scripts write by their sound: Liberation لبریشن, Michael مایکل, Reuters روئٹرز."""
_INITIAL = re.compile("^(?:kh|dsch|dzh|dj|j|c(?=[eiu])|z)(?=[aeiou])")
"""First sounds that languages write otherwise: Khalil and Halil, Jorunn, Yorunn and Corunn, Zahra and Sahra."""
_WEAK = re.compile("(?<=[aeiou])h(?=[^aeiouh])")
"""A weak h before another consonant: Zahra and Zara, Shahbaz and Shabaz."""
_HARD = {"g": "g", "c": "k", "k": "k", "q": "k"}
_LEAST_ALIKE = 55.0
"""Letters of two words in one script must be so much alike at least: Carmen is not Kerman."""
_LIKE_ENOUGH = {0: 80.0, 1: 80.0, 2: 80.0, 3: 70.0}
"""Consonants of a word → how alike the letters must be, if the vowels stand elsewhere: so few say little."""
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(text: str) -> str:
    """Give the consonant key of a name, the same for all its spellings and scripts.

    Particles are dropped and words joined, so `Jaish al-Adl`, `Jeysh-ul-Adl` and جیش‌العدل share one
    key. A vowel counts only where the name begins. Empty for a text without letters or digits.
    """
    return _key(content(fold(text)))


def content(folded: str) -> list[str]:
    """Split a folded name into its words without particles and articles; a name of particles alone keeps them."""
    listed = folded.split()
    kept = [word for word in listed if word not in _PARTICLES] or listed
    return [*map(_linked, kept[:-1]), *map(_unglued, kept[-1:])]


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """Give the consonant key of one folded word."""
    if not word.isalpha():
        return word  # 313, f16, doc004: every sign counts
    signs = _signs(word)
    first = signs[0] if signs[:1] in {"y", "w"} else ""
    return _DOUBLE.sub(r"\1", first + _SOFT.sub("", signs))


@lru_cache(maxsize=16_384)
def _signs(word: str) -> str:
    return _DIGRAPHS.sub(lambda found: _SIGNS[found[0]], word)


def _key(listed: list[str]) -> str:
    if len(listed) == 1:
        return _word_key(listed[0])
    if not listed:
        return ""
    first = "a" if listed[0][0] in "aeiou" else ""
    return _DOUBLE.sub(r"\1", first + "".join(map(consonants, listed)))


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    return _DOUBLE.sub(r"\1", "a" + consonants(word)) if word[0] in "aeiou" else consonants(word)


@lru_cache(maxsize=16_384)
def _unglued(word: str) -> str:
    if "abd" in word:
        return _SERVANT.sub("abda", word)
    return _PREFIX.sub("", word) if word[1:2] == "l" else word


@lru_cache(maxsize=16_384)
def _linked(word: str) -> str:
    return _LINKED.sub("", _unglued(word))


class Spelling(NamedTuple):
    """What is compared of a name."""

    folded: str
    key: str
    sorted_key: str
    """The key with the words in alphabetical order: surname first or last is the same name."""
    abjad: bool
    """Written in a script that leaves short vowels out."""


def spell(folded: str, abjad: bool = False) -> Spelling:
    """Prepare a folded name for many comparisons."""
    listed = content(folded)
    key = _key(listed)
    return Spelling(folded, key, _key(sorted(listed)) if len(listed) > 1 else key, abjad)


def is_abjad(text: str) -> bool:
    """Whether a text is in Arabic or Hebrew script."""
    return not text.isascii() and any("\u0590" <= sign <= "\u06ff" for sign in text)


def likeness(one: str, other: str) -> float:
    """Score two names from 0 to 100: half by their folded letters, half by their consonants.

    Equal keys of three consonants and more give at least 93, the bar for the same name.
    """
    return alike(spell(fold(one), is_abjad(one)), spell(fold(other), is_abjad(other)))


def alike(one: Spelling, other: Spelling) -> float:
    """Score two prepared names as `likeness` does."""
    if not one.folded or not other.folded:
        return 0.0
    if one.folded == other.folded:
        return 100.0
    letters = max(ratio(one.folded, other.folded), token_sort_ratio(one.folded, other.folded))
    score = (letters + max(ratio(one.key, other.key), ratio(one.sorted_key, other.sorted_key))) / 2
    if one.key == other.key and len(one.key.lstrip("awy")) >= 3:
        return max(score, 93.0)
    return score


def word_likeness(one: str, other: str, across: bool = False) -> float:
    """Score two folded words from 0 to 100; `across`: the first is from a script that leaves vowels out.

    Stricter than `likeness`, because a word has little to go by: Hama is not Hamas, Homs neither,
    Kermanshah is not Kerman, and what an -i makes of a place (Baghdad, Baghdadi) is another name.
    """
    if one == other:
        return 100.0
    letters = ratio(one, other)
    if letters < 40.0 and not across:
        return letters
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if across:
        heard = _heard(other)
        if heard:
            return max(_across(one, spelt) for spelt in (other, *heard))
        return _across(one, other)
    if len(short) <= 3:
        return min(letters, 70.0)
    if _plainly(one) == _plainly(other):
        return 95.0
    if len(one) == len(other) >= 4 and OSA.distance(one, other) == 1 and sorted(one) == sorted(other):
        return 90.0
    if one[0] != other[0] and len(short) >= 5:
        begun, other_begun = _INITIAL.sub(_begin, one), _INITIAL.sub(_begin, other)
        if begun[0] == other_begun[0] and (begun, other_begun) != (one, other):
            return min(word_likeness(begun, other_begun), 90.0)
    key, other_key = _word_key(one), _word_key(other)
    score = (letters + ratio(key, other_key)) / 2
    if _is_derived(short, long):
        return 78.0 if key == other_key else 70.0
    if key == other_key:
        sounds = len(key.lstrip("a"))
        if letters < _LEAST_ALIKE or {_HARD.get(one[0]), _HARD.get(other[0])} == {"g", "k"}:
            return min(score, 79.0)
        if letters < _LIKE_ENOUGH.get(sounds, 0.0) and _pattern(one) != _pattern(other):
            return min(score, 79.0)
        return max(score, 93.0) if sounds >= 3 else score
    if key[:1] != other_key[:1]:
        score -= 10.0
    short_key, long_key = (key, other_key) if len(key) <= len(other_key) else (other_key, key)
    if len(short) <= 4 or (short_key in long_key and len(long) - len(short) >= 2):
        return min(score, 70.0)
    return score


def _across(bare: str, vowelled: str) -> float:
    """Score a word from a script without short vowels against a Latin one."""
    if bare == vowelled:
        return 100.0
    key, other_key = _word_key(bare), _word_key(vowelled)
    score = ratio(bare, vowelled) / 4 + ratio(key, other_key) * 0.75
    if key == other_key:
        if (bare[-1] == "y" and vowelled[-1] not in "aeiouy") or not _fits(bare, vowelled):
            return min(score, 79.0)
        return max(score, 93.0) if len(key.lstrip("a")) >= 3 else score
    if key[:1] != other_key[:1]:
        score -= 10.0
    short_key, long_key = (key, other_key) if len(key) <= len(other_key) else (other_key, key)
    if min(len(bare), len(vowelled)) <= 4 or short_key in long_key:
        return min(score, 70.0)
    return score


@lru_cache(maxsize=16_384)
def _plainly(word: str) -> str:
    """Write a word without a weak h, and with s for z."""
    return _WEAK.sub("", word).replace("z", "s")


def _begin(found: re.Match[str]) -> str:
    return {"kh": "h", "z": "s"}.get(found[0], "y")


@lru_cache(maxsize=16_384)
def _heard(word: str) -> tuple[str, ...]:
    """Give the other spellings that say how a Latin word sounds."""
    return tuple(dict.fromkeys(pattern.sub(sound, word) for pattern, sound in _HEARD if pattern.search(word)))


def _is_derived(short: str, long: str) -> bool:
    """Whether a word is another one and an ending that makes it another name: Baghdadi, Yemenia."""
    end = long[len(short) :] if long.startswith(short) else ""
    return end in {"i", "y", "ia", "ya", "an", "ian"} or (len(end) == 1 and end not in "aehosuwy" and end != short[-1])


def _pattern(word: str) -> str:
    """Where a word has vowels, whichever: Yemen is Yaman, but Homs is not Hamas."""
    return _VOWELS.sub("a", _signs(word))


def _fits(bare: str, vowelled: str) -> bool:
    """Whether every long vowel of a word from Arabic script has a vowel in its place: hmas is Hamas, not Homs."""
    gaps, others = _GAPS.findall(_signs(bare)), _GAPS.findall(_signs(vowelled))
    return len(gaps) == len(others) and all(
        theirs or not mine for (_, mine), (_, theirs) in zip(gaps, others, strict=True)
    )
