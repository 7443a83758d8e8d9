"""What names in Persian, Urdu and Arabic say in English where they are translated, not spelt by sound.

Heads of organisations, ranks, points of the compass, and countries and capitals whose English name sounds otherwise.
Closed lists about languages, never about a topic.
"""

from __future__ import annotations

from bot.knowledge.fold import fold

_PHRASES = (
    "اقوام متحدہ=united nations|ملل متحد=united nations|سازمان ملل متحد=united nations|سازمان ملل=united nations|"
    "الأمم المتحدة=united nations|شورای امنیت=security council|مجلس الأمن=security council|"
    "سلامتی کونسل=security council|ایالات متحده=united states|ایالات متحده آمریکا=united states|"
    "الولايات المتحدة=united states|الولايات المتحدة الأمريكية=united states|ریاستہائے متحدہ=united states|"
    "امارات متحده=united arab emirates|الإمارات=united arab emirates|متحدہ عرب امارات=united arab emirates|"
    "اتحادیه اروپا=european union|الاتحاد الأوروبي=european union|یورپی یونین=european union|"
    "سپاه پاسداران انقلاب اسلامی=islamic revolutionary guard corps|سپاه پاسداران=revolutionary guards|"
    "سپاہ پاسداران=revolutionary guards|پاسداران انقلاب=revolutionary guards|الحرس الثوري=revolutionary guards|"
    "حرس الثورة=revolutionary guards|امور خارجه=foreign|امور خارجہ=foreign|الشؤون الخارجية=foreign|"
    "خليج فارس=persian gulf|خلیج فارس=persian gulf|الخليج الفارسي=persian gulf|الخليج العربي=persian gulf|"
    "خاور میانه=middle east|خاورمیانه=middle east|مشرق وسطی=middle east|مشرق وسطیٰ=middle east|"
    "الشرق الأوسط=middle east|غرب آسیا=west asia|مغربی ایشیا=west asia|جنوب آسیا=south asia|جنوبی ایشیا=south asia|"
    "جنوب آسيا=south asia|نوار غزه=gaza strip|قطاع غزة=gaza strip|غزہ پٹی=gaza strip|عربستان سعودی=saudi arabia|"
    "سعودی عرب=saudi arabia|المملكة العربية السعودية=saudi arabia|العربية السعودية=saudi arabia|"
    "گروه دولت اسلامی=islamic state|دولت اسلامی=islamic state|الدولة الإسلامية=islamic state|"
    "اسلامی ریاست=islamic state|دولت اسلامیہ=islamic state|خبرگزاری فرانسه=agence france presse|"
    "آزادی بخش=liberation|آزادیبخش=liberation|دهلی نو=new delhi|نئی دہلی=new delhi|"
    "نيودلهي=new delhi|بيت المقدس=jerusalem|بیت المقدس=jerusalem|وزیر اعظم=prime minister|نخست وزیر=prime minister|"
    "رئيس الوزراء=prime minister|رئیس جمهور=president|رئيس الجمهورية=president|دبیر کل=secretary general|"
    "سیکرٹری جنرل=secretary general|الأمين العام=secretary general|پلیس اخلاق=morality police|"
    "گشت ارشاد=morality police|شرطة الأخلاق=morality police|اخلاقی پولیس=morality police|"
    "خبر رساں ادارہ=news agency|خبر رساں ایجنسی=news agency|وكالة أنباء=news agency|وكالة الأنباء=news agency|"
    "محور مقاومت=axis of resistance|محور المقاومة=axis of resistance|مزاحمتی محور=axis of resistance|"
    "آیت الله=ayatollah|آیت اللہ=ayatollah|آية الله=ayatollah|"
    "کره جنوبی=south korea|كوريا الجنوبية=south korea|کره شمالی=north korea|كوريا الشمالية=north korea"
)
_WORDS = (
    # heads of organisations
    "وزارت=ministry|وزارة=ministry|خارجه=foreign|خارجہ=foreign|الخارجية=foreign|دفاع=defence|الدفاع=defence|"
    "داخله=interior|داخلہ=interior|الداخلية=interior|دفتر=office|مکتب=office|مكتب=office|سفارت=embassy|"
    "سفارتخانہ=embassy|السفارة=embassy|سفير=ambassador|سفیر=ambassador|دولت=government|حکومت=government|"
    "حكومة=government|الحكومة=government|مجلس=parliament|پارلیمنٹ=parliament|البرلمان=parliament|"
    "ارتش=army|فوج=army|جيش=army|سپاه=corps|لشکر=army|نیروی=force|نیروهای=forces|قوات=forces|القوات=forces|"
    "مسلح=armed|المسلحة=armed|جبهه=front|جبهة=front|محاذ=front|فرنٹ=front|آرمی=army|حزب=party|پارٹی=party|"
    "جنبش=movement|حركة=movement|تحریک=movement|گروه=group|گروپ=group|مجموعة=group|تنظیم=organization|"
    "تنظيم=organization|سازمان=organization|منظمة=organization|ادارہ=agency|اداره=agency|آژانس=agency|"
    "ایجنسی=agency|وكالة=agency|خبرگزاری=news agency|أنباء=news|الأنباء=news|خبر=news|خبری=news|روزنامه=newspaper|"
    "اخبار=newspaper|صحيفة=newspaper|مجله=magazine|مجلة=magazine|مرکز=center|مركز=center|سینٹر=center|"
    "موسسه=institute|مؤسسه=institute|معهد=institute|انسٹی=institute|انسٹیٹیوٹ=institute|شورای=council|شورا=council|"
    "کونسل=council|اتحادیه=union|اتحاد=union|جمهوری=republic|جمہوریہ=republic|جمهورية=republic|اسلامی=islamic|"
    "اسلامي=islamic|الإسلامية=islamic|الإسلامي=islamic|پادشاهی=kingdom|مملكة=kingdom|سلطنت=kingdom|"
    "عملیات=operation|آپریشن=operation|عملية=operation|اطلاعات=intelligence|انٹیلیجنس=intelligence|"
    "استخبارات=intelligence|الاستخبارات=intelligence|المخابرات=intelligence|پولیس=police|پلیس=police|شرطة=police|"
    "آزادی=liberation|تحرير=liberation|انقلاب=revolutionary|الثورة=revolution|عدالت=justice|مقاومت=resistance|"
    "محور=axis|ملی=national|قومی=national|وطني=national|الوطني=national|بین‌المللی=international|"
    "عالمی=international|دولي=international|الدولي=international|متحده=united|متحدہ=united|"
    "استان=province|صوبہ=province|محافظة=province|شهر=city|شہر=city|مدينة=city|منطقه=region|علاقہ=region|"
    "منطقة=region|"
    "مرز=border|سرحد=border|حدود=border|کوه=mountain|پہاڑ=mountain|جبل=mountain|خلیج=gulf|خليج=gulf|"
    "شمال=north|شمالی=north|جنوب=south|جنوبی=south|شرق=east|مشرقی=east|شرقی=east|غرب=west|مغربی=west|غربی=west|"
    # roles
    "دکتر=dr|ڈاکٹر=dr|الدكتور=dr|دكتور=dr|محترمہ=ms|محترم=mr|میاں=mr|جناب=mr|آقای=mr|خانم=ms|السيد=mr|"
    "سید=sayyid|سيد=sayyid|حاج=haji|حاجی=haji|"
    "وزیراعظم=minister|"
    "آیتالله=ayatollah|شهید=late|شہید=late|متمردو=rebels|متمردي=rebels|باغی=rebels|شورشیان=rebels|شورشی=rebels|"
    "رئیس=president|رئيس=president|صدر=president|وزیر=minister|وزير=minister|سخنگوی=spokesman|سخنگو=spokesman|"
    "ترجمان=spokesperson|متحدث=spokesman|المتحدث=spokesman|فرمانده=commander|کمانڈر=commander|قائد=commander|"
    "ژنرال=general|جنرل=general|سردار=general|جنرال=general|تحلیلگر=analyst|تجزیہ=analyst|محلل=analyst|"
    "مقام=official|عہدیدار=official|مسؤول=official|امنیتی=security|سکیورٹی=security|أمني=security|"
    # countries and capitals that sound otherwise in English
    "هند=india|الهند=india|ہند=india|بھارت=india|انڈیا=india|هندوستان=india|ہندوستان=india|چین=china|الصين=china|"
    "روسیه=russia|روس=russia|روسيا=russia|امریکہ=america|امریکا=america|آمریکا=america|أمريكا=america|"
    "أميركا=america|ترکیه=turkey|ترکی=turkey|ترکیہ=turkey|تركيا=turkey|مصر=egypt|سوریه=syria|شام=syria|سوريا=syria|"
    "سعودی=saudi|السعودية=saudi arabia|عربستان=arabia|اردن=jordan|الأردن=jordan|یونان=greece|اليونان=greece|"
    "آلمان=germany|جرمنی=germany|ألمانيا=germany|فرانسه=france|فرانس=france|فرنسا=france|انگلیس=england|"
    "بریتانیا=britain|برطانیہ=britain|بريطانيا=britain|انگلستان=england|ژاپن=japan|جاپان=japan|اليابان=japan|"
    "مراکش=morocco|المغرب=morocco|الجزایر=algeria|الجزائر=algeria|یمن=yemen|اليمن=yemen|عراق=iraq|العراق=iraq|"
    "لبنان=lebanon|فلسطین=palestine|فلسطين=palestine|اسرائیل=israel|إسرائيل=israel|ارمنستان=armenia|"
    "گرجستان=georgia|لهستان=poland|مجارستان=hungary|اتریش=austria|اسپانیا=spain|ایتالیا=italy|سوئیس=switzerland|"
    "پکن=beijing|بیجنگ=beijing|بكين=beijing|مسکو=moscow|ماسکو=moscow|موسكو=moscow|واشنگتن=washington|"
    "واشنگٹن=washington|واشنطن=washington|پاریس=paris|باريس=paris|لندن=london|قاهره=cairo|القاهرة=cairo|"
    "دمشق=damascus|آنکارا=ankara|انقرہ=ankara|أنقرة=ankara|ریاض=riyadh|الرياض=riyadh|دهلی=delhi|دہلی=delhi|"
    "ایران=iran|إيران=iran|پاکستان=pakistan|باكستان=pakistan|ایرانی=iranian|إيراني=iranian|الإيراني=iranian|"
    "الإيرانية=iranian|پاکستانی=pakistani|الباكستاني=pakistani|الباكستانية=pakistani|هندی=indian|بھارتی=indian|"
    "الهندية=indian|امریکی=american|آمریکایی=american|الأمريكية=american|روسی=russian|چینی=chinese|"
    "افغانستان=afghanistan|أفغانستان=afghanistan|افغان=afghan|حوثی=houthi|حوثیون=houthis|الحوثيون=houthis|"
    "الحوثيين=houthis|حوثی‌ها=houthis|حوثیوں=houthis"
)


def _table(pairs: str) -> dict[str, str]:
    """Read `native=english|…` with the native words folded and without articles."""
    split = (pair.split("=") for pair in pairs.split("|"))
    return {" ".join(_without_articles(native)): english for native, english in split}


def _without_articles(native: str) -> list[str]:
    return [word for word in fold(native).split() if word != "al"]


_LETTERS = _table(
    "اے=a|بی=b|سی=c|ڈی=d|ای=e|ایف=f|جی=g|ایچ=h|آئی=i|جے=j|کے=k|ایل=l|ایم=m|این=n|او=o|پی=p|کیو=q|آر=r|ایس=s|ٹی=t|"
    "یو=u|وی=v|ڈبلیو=w|ایکس=x|وائی=y|زیڈ=z"
)
"""Latin letters as Urdu spells them: بی ایل اے is BLA."""
_KNOWN = _table(f"{_PHRASES}|{_WORDS}")
_LONGEST = max(map(len, map(str.split, _KNOWN)))


def translated(folded: str) -> tuple[str, bool]:
    """Give a folded name from Arabic script with its translatable words in English, and whether all are.

    Words that are not in the lists stay as they sound; "" if none is in them.
    """
    words = [word for word in folded.split() if word != "al"]
    if len(words) > 1 and all(word in _LETTERS for word in words):
        return "".join(_LETTERS[word] for word in words), True
    out: list[str] = []
    place, changed, whole = 0, False, True
    while place < len(words):
        spans = range(min(_LONGEST, len(words) - place), 0, -1)
        length = next((length for length in spans if " ".join(words[place : place + length]) in _KNOWN), 0)
        if length:
            out.append(_KNOWN[" ".join(words[place : place + length])])
            changed = True
        else:
            out.append(words[place])
            length, whole = 1, False
        place += length
    return (" ".join(out), whole) if changed else ("", False)


_EUROPEAN = (
    "rebellen=rebels|rebelles=rebels|isyancilari=rebels|armee=army|ordusu=army|gerechtigkeit=justice|"
    "haber ajansi=news agency|"
    "nachrichtenagentur=news agency|agence de presse=news agency|iranisches=iranian|iranische=iranian|"
    "iranischer=iranian|"
    "iranien=iranian|iranienne=iranian|pakistanisches=pakistani|pakistanische=pakistani|pakistanischer=pakistani|"
    "pakistanais=pakistani|pakistanaise=pakistani|indisches=indian|indische=indian|indien=india|terrormiliz=group|"
    "terrororganisation=group|husiler=houthis|ishid=isis|isid=isis|deash=daesh|regierung=government|und=and|"
    "ve=and|et=and|"
    "vereinte nationen=united nations|nations unies=united nations|naciones unidas=united nations|"
    "birlesmis milletler=united nations|birleshmish milletler=united nations|vereinigte staaten=united states|"
    "etats unis=united states|estados unidos=united states|rotes meer=red sea|mer rouge=red sea|kizildeniz=red sea|"
    "persischer golf=persian gulf|golfe persique=persian gulf|naher osten=middle east|moyen orient=middle east|"
    "orta dogu=middle east|revolutionsgarden=revolutionary guards|revolutionsgarde=revolutionary guards|"
    "gardiens de la revolution=revolutionary guards|devrim muhafizlari=revolutionary guards|"
    "befreiungsarmee=liberation army|armee de liberation=liberation army|kurtulush ordusu=liberation army|"
    "kurtulus ordusu=liberation army|ejercito de liberacion=liberation army|befreiungsfront=liberation front|"
    "front de liberation=liberation front|kurtulush cephesi=liberation front|kurtulush jephesi=liberation front|"
    "axe de la resistance=axis of resistance|achse des widerstands=axis of resistance|"
    "direnish ekseni=axis of resistance|"
    "aussenministerium=foreign ministry|ministere des affaires etrangeres=foreign ministry|"
    "dishishleri bakanligi=foreign ministry|ministerio de exteriores=foreign ministry|"
    "islamischer staat=islamic state|"
    "etat islamique=islamic state|islam devleti=islamic state|estado islamico=islamic state|"
    "sittenpolizei=morality police|police des moeurs=morality police|ahlak polisi=morality police|"
    "gazastreifen=gaza strip|"
    "bande de gaza=gaza strip|gazze sheridi=gaza strip|saudi arabien=saudi arabia|arabie saoudite=saudi arabia|"
    "suudi arabistan=saudi arabia|aussenminister=foreign minister|regierung=government|gouvernement=government|"
    "hukumeti=government|indien=india|inde=india|hindistan=india|russland=russia|russie=russia|rusya=russia|"
    "chine=china|"
    "cin=china|turkei=turkey|turquie=turkey|agypten=egypt|egypte=egypt|misir=egypt|jemen=yemen|libanon=lebanon|"
    "liban=lebanon|lubnan=lebanon|irak=iraq|palastina=palestine|filistin=palestine|du=|des=|de=|der=|die="
)
_FROM_LATIN = dict(pair.split("=") for pair in _EUROPEAN.split("|"))
_LONGEST_LATIN = max(map(len, map(str.split, _FROM_LATIN)))


def from_latin(folded: str) -> str:
    """Give a folded name from German, French, Spanish or Turkish in English; "" if nothing in it is translated."""
    words = folded.split()
    out: list[str] = []
    place = told = 0
    while place < len(words):
        spans = range(min(_LONGEST_LATIN, len(words) - place), 0, -1)
        length = next((length for length in spans if " ".join(words[place : place + length]) in _FROM_LATIN), 0)
        english = _FROM_LATIN[" ".join(words[place : place + length])] if length else words[place]
        told += bool(length and english)
        out.extend(english.split())
        place += length or 1
    return " ".join(out) if told else ""


_KINDS = frozenset(
    " ".join(_without_articles(word))
    for word in "گروه گروپ جماعت تنظیم تنظيم حركة تحریک جنبش گروهک شهر شہر مدينة استان صوبہ "
    "خبرگزاری وكالة ایجنسی".split()
)


def without_kind(folded: str) -> str:
    """Give a folded name from Arabic script without the word that says what it is; "" if there is none."""
    words = [word for word in folded.split() if word != "al"]
    kept = [word for word in words if word not in _KINDS]
    return " ".join(kept) if kept and len(kept) < len(words) else ""
