"""Question words of other languages, and chat shorthand, as the English words they stand for.

Closed lists about languages, never about a topic. Urdu and Hindi in Latin letters, and Urdu, Persian and
Arabic in their own script; names in such a question are found by the names themselves.
"""

from __future__ import annotations

from bot.knowledge.fold import fold

DOER_BEFORE = "ne"
"""Urdu: whoever stands before it did it."""
PLACE_BEFORE = "par"
"""Urdu and Persian: whatever stands before it is where it happened, or was done to."""

_SHORT = (
    "wen:when wher:where y:why wy:why wat:what wats:what whats:what whos:who wheres:where whens:when whys:why "
    "hows:how "
    "cuz:because coz:because bc:because ppl:people thru:through gov:government govt:government min:minister "
    "fm:foreign pm:prime afaik: btw: lol: pls: plz: imo: tbh: bro: dude: guys: wtf: omg: idk: smth: abt: "
    "didnt: doesnt: dont: wasnt: werent: isnt: arent: hasnt: havent: hadnt: wont: wouldnt: couldnt: cant: aint: "
    "im: ive: id: youre: theyre: thats: theres: its: lets: heard: hear: read: wonder: wondering: curious: "
    "understand: understood: explain: somebody: anybody: everybody: everyone: nobody: none: exactly: correct: right: "
    "true: fact: even: still: already: again: whether: supposedly: allegedly: apparently: please: thx: "
    "quick: question: clear: maybe: perhaps: whole: thing: things: stuff: someone: "
    "ordered:commanded while: during: whose: ever: else: though: kind: sort: summary: tldr: "
    "jan:january feb:february mar:march apr:april jun:june jul:july aug:august sep:september sept:september "
    "oct:october nov:november dec:december mny:many hw:how hoo:who hu:who wer: ded:dead dyed:died nam:name "
    "nme:name bak:back wsa: waz: sez: bom:bomb hwo:how teh: adn: wil:will "
    "wich:which wht:what whn:when whre:where hw:how ppls:people u: ur: r: n: "
    "chinese:china turkish:turkey turks:turkey lebanese:lebanon japanese:japan french:france british:britain "
    "brits:britain egyptian:egypt afghans:afghanistan afghan:afghanistan spanish:spain americans:america "
    "two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 hundred:100"
)
_LATIN = (
    "kab:when kahan:where kahaan:where kidhar:where kyu:why kyun:why kyon:why kyo:why kaun:who kon:who kisne:who "
    "kis:which kise:whom kisko:whom kitne:many kitni:many kitna:many kya:what kaise:how kaisa:how "
    "hamla:attack hamle:attack hamlay:attack hamlon:attack mare:died maray:died mara:killed marey:died halak:killed "
    "zakhmi:injured log:people logon:people bache:children bachay:children bachon:children bachche:children "
    "aurat:women auraten:women khawateen:women safeer:ambassador safir:ambassador nikala:expelled nikal:expelled "
    "jang:war wapas:recall bulaya:recalled bulaaya:recalled talab:summoned tareekh:date tarikh:date din:day "
    "wajah:reason jagah:place nishana:target dehshatgard:terrorists hathiyar:weapons drone:drone mizail:missiles "
    "dhamaka:bombing dhamake:bombing dhamaaka:bombing naam:name matlab:meaning jawab:response jawabi:response "
    "zimmedar:responsible sarhad:border samjhauta:agreement baat:talks saalis:mediator "
    "aur: ka: ki: ke: kay: ko: se: hai: hain: tha: thay: thi: hua: hui: huay: hue: kiya: kia: kiye: gaya: "
    "gaye: gayi: "
    "shaheed:killed kaha: larai:war ladai:war kyonke:because maut:death mauten:deaths qatal:killed chera:why "
    "cheraa:why che: chi:what koja:where kojaye:where kojast:where kei:when key:when chand:many chandta:many "
    "nafar:people hamleh:attack koshteh:killed koshte:killed shodan: shod: shodand: zad:struck zadan:struck "
    "kard: kardan: ro:par tu:in dar:in az:from ast: bood: budan: kodom:which kodam:which kist:who chist:what "
    "esm:name safir:ambassador jang:war mushak:missiles mooshak:missiles hoga:will hogi:will honge:will "
    "banaya: kar: karne: karta: raha: rahe: rahi: liye: woh: unka: apna: apne: nahi: "
    "nahin: bhi: pe:par mein:par"
)
_NATIVE = (
    "کب:when کہاں:where کیوں:why کون:who کس:which کسے:whom کتنے:many کتنی:many کیا:what کیسے:how "
    "حملہ:attack حملے:attack حملوں:attack مارے:died ہلاک:killed ہلاکتیں:deaths زخمی:injured لوگ:people افراد:people "
    "بچے:children بچوں:children خواتین:women عورتیں:women سفیر:ambassador نکالا:expelled واپس:recall بلایا:recalled "
    "طلب:summoned جنگ:war تاریخ:date دن:day وجہ:reason جگہ:place نشانہ:target ہتھیار:weapons دھماکہ:bombing "
    "دھماکے:bombing دھماکا:bombing نام:name مطلب:meaning جواب:response جوابی:response ذمہ:responsible سرحد:border "
    "آپریشن:operation میزائل:missiles ڈرون:drone ایرانی:ایران پاکستانی:پاکستان "
    "نے:ne پر:par میں:par کے: کا: کی: کو: سے: ہے: ہیں: تھا: تھے: تھی: ہوا: ہوئے: ہوئی: گئے: گیا: گئی: اور: یہ: وہ: "
    "کیے: کیا گیا: "
    "کی؟:when چه‌وقت:when کجا:where کجای:where چرا:why کیست:who کیستند:who چیست:who چه:what چی:what کدام:which "
    "چند:many چقدر:many تعداد:number نفر:people کودک:children کودکان:children زن:women زنان:women مرد:men "
    "حمله:attack حملات:attack زد:struck زدند:struck کشته:killed شدند: شد: شده: زخمی:injured مجروح:injured "
    "سفیر:ambassador سفیرش:ambassador فراخواند:recalled اخراج:expelled احضار:summoned جنگ:war دلیل:reason علت:reason "
    "هدف:target سلاح:weapons موشک:missiles پهپاد:drone انفجار:bombing بمب:bombing بمب‌گذاری:bombing مرز:border "
    "عملیات:operation پاسخ:response مسئول:responsible مسئولیت:responsibility معنی:meaning زمان:date روز:day "
    "کسی: مرے:died مرا:died کہا: فون:phone خلاصه:summary درگیری:conflict لڑائی:war نکال:expelled دیا: "
    "شیعہ:shia شیعه:shia سنی:sunni سنّی:sunni شبه:militants نظامی: مسلح:armed گفت: گفتند: بگو: صوبے:province "
    "صوبہ:province استان:province شہر:city شهر:city گاؤں:village روستا:village قال: قالت: قتلت:killed من‌: "
    "الضحايا:killed مقتل:killed خسائر:casualties "
    "در:in به:on از:from را:par است: بود: بودند: کرد: کردند: آیا: و: با: برای: که: این: آن: می: رخ: داد: "
    "افتاد: اتفاق: "
    "متى:when أين:where اين:where لماذا:why من:who كم:many عدد:number ماذا:what ما:what هل: كيف:how أي:which "
    "هجوم:attack الهجوم:attack ضربة:attack الضربة:attack ضربات:attack "
    "الضربات:attack ضربت:struck قصفت:struck قصف:struck "
    "هاجمت:struck استهدفت:target قتيلا:killed قتيل:killed قتل:killed قتلى:killed القتلى:killed قتلوا:killed "
    "مات:died ماتوا:died جريح:injured جرحى:injured أصيب:injured شخصا:people شخص:people أطفال:children طفل:children "
    "الأطفال:children نساء:women السفير:ambassador سفير:ambassador سفيرها:ambassador طردت:expelled طرد:expelled "
    "سحبت:recalled استدعت:summoned حرب:war الحرب:war سبب:reason هدف:target أسلحة:weapons صواريخ:missiles "
    "تفجير:bombing "
    "انفجار:bombing حدود:border الحدود:border اسم:name معنى:meaning عملية:operation رد:response مسؤول:responsible "
    "موقف:position تاريخ:date يوم:day في:in على:on إلى:on هو: هي: هم: كان: كانت: عن: مع: أن: "
)
_ENGLISH = dict(pair.split(":") for pair in f"{_SHORT} {_LATIN}".split())
_OTHER: dict[str, str] = {}
for _pair in _NATIVE.split():
    _word, _, _sense = _pair.partition(":")
    if _word:
        _OTHER.setdefault(fold(_word), _sense if _sense.isascii() else fold(_sense))
for _joined in [word for word in _OTHER if " " in word or not word]:
    del _OTHER[_joined]


_PERSIAN = frozenset("chera koja kojaye kojast chand nafar hamleh kard kardan shodan shod zad koshteh koshte".split())
_PERSIAN_SCRIPT = frozenset(map(fold, "کرد زد زدند کردند شدند چرا کجا کجای کدام".split()))
WORDS = frozenset(_ENGLISH)
"""Words of other languages in Latin letters, and shorthand: no slips of English words."""


def verb_last(words: list[str], script: bool = False) -> bool:
    """Whether a text is Persian, whose verb comes last."""
    return not (_PERSIAN_SCRIPT if script else _PERSIAN).isdisjoint(words)


def in_english(words: list[str], script: bool) -> list[str]:
    """Give for each folded word the English one it stands for, itself if there is none, or nothing if it is empty.

    `script`: the text was in Arabic script, whose folded words look like nothing in Latin letters.
    """
    known = _OTHER if script else _ENGLISH
    if not script and verb_last(words):
        return ["to" if word == "be" else known.get(word, word) for word in words]
    return [known.get(word, word) for word in words]
