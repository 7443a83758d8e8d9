"""Words that mean the same in questions about what happened: one line, one meaning, the first word stands for all.

Closed lists about English in the news, never about a topic.
"""

from __future__ import annotations

from bot.search.stems import stem

_SAME = (
    "kill massacre massacred bloodshed fatal die died dies dead death deaths killed killing killings dying "
    "fatality fatalities slain slew lost "
    "deadly assassinated assassination murdered murder perished perish slaughtered casualties casualty victim "
    "victims "
    "toll losses corpses bodies",
    "injured injury injuries hospitalised hospitalized wounded wound wounds hurt harmed maimed",
    "attack strike strikes struck hit hits hitting raid raids raided assault assaulted attacked attacking striking "
    "shelled shelling shell airstrike airstrikes bombard bombarded bombardment pounded "
    "airraid onslaught offensive invaded invade invasion incursion",
    "target targets targeted targeting",
    "blast bombing bombings blasts explosion explosions explode exploded detonated detonation bomber bombers",
    "reason reasons motive motives cause causes why purpose motivation justify justification justified "
    "rationale grounds "
    "intention intent excuse pretext because",
    "trigger triggered spark sparked provoke provoked provocation prompted",
    "date day days when weekday month year dated",
    "hour oclock clock morning night evening noon midnight dawn",
    "place where location locations located site spot area areas region city cities town district",
    "number many estimate estimates count counted figure figures amount numbers tally",
    "people ppl mourners mourner crowd persons person humans human",
    "name names named codename codenamed title label nickname",
    "ambassador ambassadors envoy envoys diplomat diplomats",
    "expel expelled expelling expulsion oust ousted banned barred deported deport evicted",
    "recall recalled recalling pull pulled pulling pulls withdrew withdraw withdrawn withdrawal",
    "summon summoned summons summoning",
    "retaliate retaliated retaliation retaliatory retaliating respond responded responding response responses answer "
    "answered revenge reprisal reprisals counter counterattack counterstrike vengeance avenge avenged reply replied",
    "react reacted reaction reactions reacting",
    "condemn condemned condemnation denounce denounced criticise criticised criticized criticize decried "
    "slammed rebuked deplored",
    "protest protested protesting protests demonstration demonstrations demonstrators demonstrate rally "
    "rallies march "
    "marches marched protesters riots riot",
    "group groups organisation organization organisations faction factions outfit gang militia militias",
    "militant militants fighter fighters insurgent insurgents rebel rebels gunman gunmen terrorist terrorists "
    "extremist extremists jihadist jihadists jihadi armed",
    "separatist separatists secessionist secession independence independent autonomy breakaway",
    "child children kid kids minor minors girl girls boy boys infant infants teens teenagers youngsters baby "
    "babies toddler toddlers",
    "woman women ladies lady mother mothers female females wife wives",
    "civilian civilians innocent innocents noncombatants",
    "both either neither each",
    "border borders frontier frontiers borderland borderlands",
    "mediate mediated mediates mediating mediation mediator mediators broker brokered intermediary peacemaker "
    "peacemakers peacemaking arbitrate negotiator",
    "talks negotiate negotiated negotiation negotiations dialogue",
    "calm strained friction restraint deescalate deescalation defuse ease peace peaceful peacefully ceasefire "
    "truce tension",
    "escalate escalates escalated escalation escalating worse worsen spiral bigger wider widen flare outlook",
    "war wars conflict conflicts warfare fight fights fighting fought clash clashes hostilities crisis feud quarrel "
    "skirmish standoff",
    "missile missiles rocket rockets projectile projectiles",
    "drone drones uav uavs",
    "jet jets plane planes aircraft aeroplane warplane warplanes fighterjet airforce",
    "weapon weapons arms munitions weaponry armament",
    "spokesperson spokeswoman spokesman spokespeople spokespersons",
    "base bases headquarter headquarters camp camps stronghold strongholds hideout hideouts hq facility facilities "
    "compound",
    "haven havens sanctuary sanctuaries shelter sheltered sheltering shelters harbour harbours harbor harboring "
    "harbouring hide hides hiding safehouse refuge",
    "evidence proof proofs prove proved proven",
    "ally allies allied proxy proxies",
    "support supports supported supporting backs backed backing help helps helped aid aided fund funds funded "
    "sponsor sponsored",
    "enemy enemies foe foes adversary",
    "link linked links tie ties tied connect connected connection connections affiliated affiliation relation "
    "relations relationship",
    "legal law laws illegal lawful unlawful legally legality",
    "sovereignty sovereign territory territorial airspace soil",
    "violate violated violation violates violating breach breached breaches broke break breaking infringed",
    "election elections vote votes voting elected poll",
    "parliament lawmaker lawmakers legislator legislators mp mps majlis",
    "army military forces troops soldier soldiers",
    "analyst analysts expert experts commentator commentators pundit scholar",
    "visit visited visiting visits trip travel travelled traveled travelling",
    "ambush ambushed ambushing",
    "kidnap kidnapped kidnapping abduct abducted abduction captured capture hostage hostages seized",
    "position thoughts stance stand view views viewpoint line opinion attitude",
    "neutral neutrality impartial",
    "religion religious faith sect sectarian",
    "muslim muslims islam",
    "word words phrase wording",
    "meaning mean means meant translate translation translates signify stands",
    "responsible responsibility mastermind fault blame blamed blaming blames culprit culprits perpetrator "
    "perpetrators behind "
    "perpetrated",
    "accuse accused accuses accusing accusation accusations alleges alleged allegation",
    "want wants wanted wanting demand demands demanded demanding goal goals aim aims objective objectives "
    "achieve seek seeks "
    "sought ambition ambitions",
    "warn warned warning warns threat threaten threatened threatening threats",
    "vow vowed vows promise promised promises pledge pledged swore",
    "deny denied denies denial reject rejected rejects",
    "ceremony tomb grave gravesite shrine memorial commemoration anniversary procession",
    "article articles text texts piece document documents doc docs",
    "source sources outlet",
    "reliable reliability trust trusted trustworthy credible credibility believable",
    "mistake mistakes error errors inaccuracy inaccurate inaccuracies",
    "author authors writer journalist journalists byline",
    "ai chatgpt machine",
    "cost costs price prices expensive money",
    "damage damaged destroyed destroy destruction destroys demolished wrecked ruined",
    "house houses building buildings",
    "village villages hamlet",
    "leader leaders chief head boss commander commanders leadership leads led lead",
    "former ex ousted deposed",
    "caretaker interim provisional acting",
    "government governments regime cabinet administration authorities",
    "prime premier pm",
    "foreign external",
    "neighbour neighbours neighbor neighbors neighbouring",
    " brotherly brother brothers friendly friendship friends",
    "unusual rare rarely unprecedented normal precedent",
    "howfast howquickly",
    "first before previously previous earlier past ever history",
    "newest latest news update updates",
    "next will gonna future upcoming forecast predict prediction",
    "happen event events",
    "sequence chronology timeline chronological",
    "unknown unclear unnamed anonymous",
    "dispute disputed disagree disagreement disagreements contradict contradiction contradictions contradictory "
    "conflicting differ inconsistent contested",
    "common share shared joint together",
    "nationality nationalities citizen citizens citizenship national nationals",
    "confirm confirmed confirms confirmation verify verified verification independently",
    "popular popularity gain gained gains profit benefit benefits benefited boost",
    "patience patient impatient",
    "deter deterrence deterrent",
    "return returned returns returning",
    " appeal appealed appeals urge urged urges urging plea",
    "unacceptable intolerable",
    "pressure pressured pressed pressing",
    " domestic domestically internal internally inside",
    "plan plans planned planning",
    " phone phoned telephone telephoned",
    "spell spelled spelt spelling spellings",
    "operation operations mission missions",
    "role roles part parts play played plays playing",
    "govern governed governs governing rule ruled ruling rules ruler power running runs ran",
    "shia shiite shiites shias",
    "sunni sunnis",
    "family families relatives",
    "expect expected expects expecting likely",
    "explanation explanations explains version versions story stories narrative",
    "worry worries worried concern concerns",
    "fire fires blaze blazes inferno burn burns burned burnt burning flames",
    "locked lock locks shut closed close closes",
    "difference differences distinguish distinction",
    "officer officers colonel colonels",
    "intelligence spy spies espionage",
    "list listed lists designated designate designation brand branded blacklist blacklisted",
    "motion resolution bill",
    "custody detained detention arrest arrested jail jailed prison imprisoned",
    "remove removed removal toppled dismissed sacked",
    "oil petroleum refinery",
    "palestinian palestinians",
    "israeli israelis",
    " buried burial funeral",
)
_STANDS_FOR: dict[str, str] = {}
for _line in _SAME:
    _words = _line.split()
    for _word in _words:
        _STANDS_FOR.setdefault(stem(_word), stem(_words[0]))


_AS_WRITTEN = {word: stem("attack") for word in "bomb bombs bombed bombard bombards bombarded".split()}
_AS_WRITTEN |= dict.fromkeys("fired firing shot shots shoot shoots shooting".split(), stem("attack"))
_AS_WRITTEN["lives"] = stem("kill")
"""Words whose stem would mislead: whoever bombed a country struck it; a bombing is something else."""


def sense(word: str) -> str:
    """Give the one stem that stands for a word as it is written."""
    return _AS_WRITTEN.get(word) or meaning(stem(word))


def meaning(stemmed: str) -> str:
    """Give the one stem that stands for all words of the same meaning."""
    return _STANDS_FOR.get(stemmed, stemmed)


KNOWN = frozenset(word for line in _SAME for word in line.split())
"""Every word that has a meaning here, as it is written."""
