"""The everyday words for what a claim can be about, and words that mean the same.

Closed lists about English, never about a topic: they hold for whatever is explained.
"""

from __future__ import annotations

from bot.knowledge.vocabulary import Predicate
from bot.search.chatter import CHATTER
from bot.search.stems import stem
from bot.search.synonyms import KNOWN, meaning

MATTERS: dict[str, tuple[tuple[Predicate, ...], str]] = {
    "casualties": (("killed", "injured"), "casualty casualties victims losses toll"),
    "deaths": (
        ("killed",),
        "deaths death dead died die dying kill kills killed killing killings fatalities fatality",
    ),
    "injured": (("injured",), "injured injuries injury wounded wounds wounding hurt"),
    "captured": (("captured",), "captured prisoners hostages kidnapped abducted detained arrested taken"),
    "dates": (("date",), "dates date when day days time timing year month weekday"),
    "place": (("place",), "place places where location locations area"),
    "target": (("target",), "target targets targeted targeting aim aimed"),
    "responsibility": (
        ("responsibility",),
        "responsibility responsible blame blamed culprit culprits perpetrator perpetrators behind attacker attackers",
    ),
    "weapons": (("weapon",), "weapons weapon missiles missile drones drone rockets rocket bombs means munitions arms"),
    "why": (("motive",), "why motive motives reason reasons cause causes purpose motivation because"),
    "denials": (("denial",), "denials denial denied denies deny rejected rejects"),
}
"""What a subject is called → its predicates, and the words people use for it."""

SUBJECTS = tuple(MATTERS)
"""The subjects to offer while one is being typed."""

WHO_DID_IT = frozenset({"did", "done", "does", "claimed", "behind", "responsible", "carried"})
"""After `who`, these ask for the responsible: `who did kerman`, `who is behind it`."""

MATTER_OF: dict[str, str] = {stem(word): name for name, (_, words) in MATTERS.items() for word in words.split()}
"""The stem of an everyday word → the subject it means."""

ASKING = {
    "why": "reason",
    "when": "date",
    "where": "place",
    "who": "who",
    "whom": "who",
    "many": "many",
    "will": "future",
    "gonna": "future",
    "could": "future",
    "might": "future",
}
"""Question words → the term that stands for what they ask for."""

THERE = frozenset({"in", "on", "at", "inside", "into", "against", "near", "to", "hit"})
DOERS = frozenset({"by", "from"})
"""Before the name of a country or group, these tell where something happened, or who did it."""

HARM = frozenset(
    stem(word)
    for word in "strike struck attack attacked hit kill killed bomb bombed raid fire fired launch target respond "
    "retaliate retaliation hitting bombing striking airstrike shell shelled slew".split()
)
"""Acts of violence, and the answers to them."""

ACTS = HARM | frozenset(
    stem(word)
    for word in "say want act summon summoned recall recalled expel expelled withdraw withdrew condemn condemned "
    "protest protested accuse accused support supports back help give gave send sent visit visited tell told warn "
    "warned react reacted pull pulled demand ask asked call called blame blamed agree offer offered mediate".split()
)
"""After a name, these make it the doer: `iran struck`, `pakistan's strike`."""

BLOWS = frozenset(
    stem(word)
    for word in "strike strikes attack attacks raid raids bombing missile missiles airstrike airstrikes retaliation "
    "response operation assault shelling drones".split()
)
"""Things done by whoever is named before them, whatever stands before the name: `in the Iranian strike`."""

ANSWERING = "retaliate retaliated retaliation retaliatory counterattack counterstrike counter revenge response respond"
"""Words for an act that answers another one."""

PASSING = (
    "many number people person human total figure side country really people someone anyone exactly confirmed reported "
    "official officially name one day next go take place carry out attack strike bomb war fight neighbour back "
    "soil territory land inside during after latest current tell much get man men human soul"
)
"""Words that do not change which event and which matter is asked about."""

EVERYDAY = (
    KNOWN
    | CHATTER
    | frozenset(
        word
        for line in (*(words for _, words in MATTERS.values()), ANSWERING, PASSING, " ".join(ASKING))
        for word in line.split()
    )
)
"""Every ordinary word that is known here."""

ASKED_FOR = frozenset(meaning(stem(word)) for word in "name many reason date place hour cost".split())
"""What a question may ask for: an answer to a question that does not ask for it is no answer."""
