"""Words of talk: what people write around a question, which tells nothing about what is asked.

A closed list about English. A word that is neither here nor among the empty words is taken to matter: a question
with such a word that nothing in an entry answers is not answered by it.
"""

from __future__ import annotations

import re
from functools import cache

CHATTER = frozenset(
    (
        # greetings, fillers, doubts
        "actually basically literally honestly seriously apparently supposedly allegedly obviously clearly simply "
        "really truly definitely probably maybe perhaps possibly somehow anyway anyways though although however btw "
        "well ok okay oh ah hmm um uh er yeah yep nah yo sup hiya hullo lol haha wtf omg tbh imo imho idk afaik fyi "
        "pls plz please thx ty cheers sorry excuse pardon bro bruh dude man mate buddy guys folks yall fellow friend "
        "friends uncle aunt dad mum mom mother father brother sister cousin boss teacher prof colleague "
        "quick quickly short shortly brief briefly simple dumb stupid silly noob newbie question questions query "
        "curious wonder wondering wondered confused confusing confuse lost unclear clear clarify clarification "
        "correct correctly right true truth wrong fact facts facto myth fake lie sure certain certainly exactly "
        "exact precise precisely specific specifically especially particular particularly roughly approximately "
        # seeing, telling, believing
        "read reading heard hear hearing saw see seen seeing watch watched watching looked look looking looks notice "
        "noticed think thinks thought thinking guess guessing believe believed understand understood understanding "
        "remember forget forgot forgotten know knew knows knowing learn learned figure seem seems seemed "
        "appear appears sound sounds feel feels insist insists insisted swear swears argue argues arguing "
        "wrote writes write written writing posted posting channel chat thread comments server "
        "somewhere someone somebody everyone everybody nobody anybody anyone anything everything nothing something "
        "thing things stuff smth whatever whoever whichever wherever etc "
        # asking for it
        "explain explained explaining describe describing elaborate summarise summarize summary tldr "
        "overview recap background info information details detail detailed find out lookup search help "
        "want wanna need needs needed like liked likes love gonna gotta wanted trying tried try ask asks asked "
        "asking "
        "mention mentions mentioned mentioning tells telling told talk talking talked speak speaking "
        "come comes came coming go goes went gone going get gets getting got make makes making made let lets put "
        "take takes took taken taking happen happening happened occur occurred occurs turn turned turns keep keeps "
        # grammar
        "there here this these those then than thus so such just only even still yet already ever "
        "also too again once now nowadays today currently recently lately meanwhile finally eventually immediately "
        "suddenly soon later early earlier afterwards away around along over off up down out about across "
        "very much more most less least quite pretty rather fairly almost nearly enough almost completely totally "
        "whole entire entirely total various several few lot lots bunch couple plenty same different other "
        "others another each every all any some none "
        " while whilst since till until unless whether if else instead despite besides except regarding "
        "concerning through throughout between among within without "
        "one ones way ways kind sort type point case matter situation issue topic course "
        "him her hers them their theirs me mine my us our ours you your yours he she they himself herself "
        "itself themselves "
        "give gives gave given giving side sides never english time times "
        "guy good step steps stepped trouble intended intend intends use used uses using "
        "vs versus hand hands handed stay stays stayed home homes rely relied relies based basing pass passed passes "
        "gen mr mrs ms dr against "
        "land landed landing lands week weeks "
        "back always mix mixed weird strange odd clueless teenager teen essay homework class school student "
        "tiktok twitter reddit instagram facebook youtube whatsapp telegram discord slack internet online "
        "website web "
        "statement statements remark remarks speech comment comments message tweet tweets tweeted posted involvement "
        "outlet outlets headline headlines fly flew flying point points try happy sad angry scared random "
        "average american americans think "
        "alone nice bad terrible huge big small major little bit long longer "
        "thanks thank hello hey hi welcome bye "
        # what grammar leaves of short forms, and the reporting words of the trade
        "didnt doesnt dont wasnt werent isnt arent hasnt havent hadnt wont wouldnt couldnt cant aint shouldnt im ive "
        "id youre theyre thats theres its whos whats whens wheres whys hows "
        "reportedly according say said says saying state stated states' report reported reports reporting official "
        "officially quoted quote quotes cited "
        "do does did doing done have has had having be been being is are was were am "
        "can could would shall should may might must "
        "involved involve involves involving concerned related carry carried carrying conduct conducted "
        "launched launch launching ended follow following followed"
    ).split()
)
"""Chatter, folded."""

_PHRASES: tuple[tuple[str, str, str], ...] = (
    ("order", r"in (?:what|which) order|order of", "sequence"),
    ("high", r"how high (?:is|was|are|were)", "how many"),
    ("credit", r"(?:take|takes|took|taken|claim|claims|claimed) (?:the )?credit", "claimed"),
    ("office", r"foreign office", "foreign ministry"),
    ("diplomat", r"top diplomats?", "foreign minister"),
    ("fire fires", r"exchanges? of fire|open(?:ed)? fire", "attack"),
    ("door", r"next door", "neighbour"),
    ("do", r"(?:have|has|had|got) (?:anything |something |nothing |much )?to do with (?:this|it|that|all|any)\b", ""),
    ("know", r"(?:want|wants|wanted|like|love|need|needs) to know", ""),
    ("years", r"for (?:many |some )?years", "long"),
    ("air", r"air (?:raid|raids|attack|attacks|strike|strikes)", "airstrike"),
    ("do", r"(?:have|has|had|got) (?:anything |something |nothing |much )?to do with", "linked"),
    ("back", r"(?:shot|shoot|shooting|shoots|do anything|did anything|done anything) back", "retaliated"),
    (
        "back",
        r"(?:hit|hits|hitting|strike|strikes|struck|striking|fire|fired|fires|fight|fought|bomb|bombed) back",
        "retaliated",
    ),
    ("back", r"(?:paid|pay|pays|got|get) (?:them |it |her |him )?back(?: at)?", "retaliated"),
    ("morning evening night afternoon", r"good (?:morning|evening|night|afternoon)", "hello"),
    ("stand stands stood", r"(?:stand|stands|stood) for", "meaning"),
    ("out", r"(?:take|took|taken|wipe|wiped) out", "killed"),
    ("return", r"in return", "retaliated"),
    ("country countries", r"(?:in )?(?:what|which) countr(?:y|ies)(?= (?:is|are|was|does|do) )", "where"),
    ("kind", r"(?:respond|responded|answer|answered|reply|replied) in kind", "retaliated"),
    ("counter tat", r"(?:counter|tit for tat) (?:attack|attacks|attacked|strike|strikes|struck)", "retaliated"),
    (
        "out",
        r"(?:kick|kicked|kicking|throw|threw|thrown|throwing|chuck|chucked|boot|booted|force|forced|drove|driven) "
        r"((?:\w+ ){0,4}?)out\b",
        r"expelled \1",
    ),
    ("packing away", r"(?:sent|send|sends) (?:packing|away)", "expelled"),
    (
        "back home out",
        r"(?:call|called|calling|pull|pulled|pulling|bring|brought|bringing|order|ordered|take|took|taken) "
        r"((?:\w+ ){0,4}?)(?:back|home|out)\b",
        r"recalled \1",
    ),
    ("called hauled call", r"(?:called|hauled|call) in\b", "summoned"),
    (
        "down off",
        r"(?:calm|calming|cool|cooled|cooling|wind|winding|die|died|dial|dialled|tone|toned)(?: \w+)? (?:down|off)",
        "calm",
    ),
    (
        "side sides",
        r"(?:whose|pick|picks|picked|picking|take|takes|took|taking|choose|chose) (?:a |any )?sides?\b",
        "position",
    ),
    ("off", r"(?:set|sets|setting|kicked) (?:\w+ )?off", "triggered"),
    ("up", r"(?:blow|blew|blown|blowing) (?:\w+ ){0,2}?up", "bombing"),
    ("toll tolls count counts", r"(?:death tolls?|body counts?)", "deaths"),
    ("first", r"first times?", "first"),
    (
        "fire fired fires firing shoot shot shooting open",
        r"(?:fire|fired|fires|firing|shoot|shot|shooting|opened fire)(?= (?:at|on|into|its|their|each))",
        "attacked",
    ),
    ("point points", r"points? of view", "view"),
    (
        "defence defense defend defended defending",
        r"self defen[cs]e|defend(?:ed|ing)? (?:itself|themselves)",
        "selfdefence",
    ),
    ("haven havens", r"safe havens?", "havens"),
    ("what how", r"how come|what for$|(?:for )?what (?:was the |is the )?(?:reason|point of)", "why"),
    ("what", r"what (?:made|caused|prompted|drove|pushed|motivated|convinced)", "why"),
    ("what", r"what (?:led|leads) to|what started", "why trigger"),
    (
        "hour time clock",
        r"(?:at )?(?:what|which)(?: exact)? (?:time|hour)(?: of (?:the )?day)?|time of (?:the )?day|o ?clock",
        "hour",
    ),
    ("day days date dates weekday", r"(?:what|which)(?: was the| exact)? (?:day|days|date|dates|weekday)", "when"),
    (
        "what which whereabouts",
        r"(?:what|which) (?:place|places|area|areas|part|parts|region|province|location|spot)\b",
        "where",
    ),
    (
        "how",
        r"how (old|far|big|large|long|tall|deep|fast|quickly|often|strong|rich|expensive|close|powerful|accurate)\b",
        r"how\1",
    ),
    ("money", r"how (?:much|many) money", "cost"),
    ("after for at", r"(?:go|goes|going|went|gone) after|(?:aim|aims|aimed|aiming) (?:at|for)", "target"),
    ("phone telephone call calls", r"(?:on|over|by) (?:the )?(?:phone|telephone)|phone ?calls?", "phone"),
    ("called", r"(?<=is |as |re )((?:\w+ ){0,4}?)called$", r"\1 name"),
    ("war", r"(?:go|going|goes|went) to war|(?:all out|full scale|open) war", "war"),
)
"""Words of which one must stand in a text, a pattern for folded text, and what it says in one word.

Where one of the words alone would mislead: who hits back does more than hit.
"""
_BY_WORD: dict[str, list[tuple[str, str]]] = {}
for _triggers, _pattern, _says in _PHRASES:
    for _word in _triggers.split():
        _BY_WORD.setdefault(_word, []).append((_pattern, _says))
_TRIGGERS = frozenset(_BY_WORD)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})")


def in_one_word(folded: str) -> str:
    """Replace phrases in a folded text by the one word that says the same."""
    found = _TRIGGERS.intersection(folded.split())
    if found:
        for pattern, says in dict.fromkeys(pair for word in sorted(found) for pair in _BY_WORD[word]):
            folded = _compiled(pattern).sub(says, folded)
    return folded
