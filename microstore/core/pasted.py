"""Read an address as people paste it: name, phone and place in any order, with or without labels, commas and line breaks."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from microstore.core import regions

FORMER = regions.SOURCE.with_name("china_divisions_former.csv")
PHONE = re.compile(r"(?<![\d])(?:\+?0{0,2}86[\s-]?)?(1[3-9]\d(?:[\s-]?\d){8})(?!\d)")
WORDS = (
    "收货人 收件人 联系人 姓名 名字 收货地址 详细地址 收件地址 所在地区 寄往 "
    "地区 地址 手机号码 手机号 手机 联系电话 联系方式 电话 邮政编码 邮编"
)
LABELS = "(?:" + "|".join(r"\s?".join(word) for word in WORDS.split()) + ")"
LABEL = re.compile(rf"(?:^|(?<=[\s,;|])){LABELS}\s*[:\s]\s*|{LABELS}\s*:\s*")
POSTCODE = re.compile(r"(?:邮政编码|邮编)?\s*(?<![\d-])\d{6}(?![\d号室栋幢弄楼单元-])")
BREAKS = re.compile(r"[,;|\n\t\r。]+")
TITLES = re.compile(r"(先生|女士|小姐|老师|阿姨|叔叔|\(收\)|收)$")
SUFFIX = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|(?:[\u4e00-\u9fff]{1,3}族)+自治[州县旗]|自治[州县旗]|地区|林区|特区|新区|省|市|区|县|盟|旗)$"
)
FIXED = {"内蒙古自治区": "内蒙古", "黑龙江省": "黑龙江", "广西壮族自治区": "广西", "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆"}
STREETS = re.compile(r"\d|路|街|道|巷|弄|村|镇|乡|小区|花园|大厦|栋|幢|楼|室|号|苑|城|园|湾|组|单元|驿站|广场|中心")
NAME = re.compile(r"^(?:[\u4e00-\u9fff·]{2,6}|[A-Za-z][A-Za-z .'-]{1,28})$")


@dataclass(frozen=True)
class Pasted:
    """What was recognised; empty text where nothing was. ``region_code`` is a district's, or empty when unsure."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    region_code: str = ""
    detail: str = ""


def parse(text: str) -> Pasted:
    """Recognise what can be recognised and guess nothing across provinces: an unsure region is left to the person."""
    text = unicodedata.normalize("NFKC", text or "").replace("\u200b", "")[:600].replace("、", ",")
    phone, text = _take_phone(text)
    text = re.sub(r"\(([\u4e00-\u9fff]{2,4})\s*收\)", r",\1,", LABEL.sub(",", text))
    pieces = [piece.strip(" ,.:-") for piece in BREAKS.split(POSTCODE.sub(",", text))]
    pieces = [piece for piece in pieces if piece]
    name, pieces = _take_name(pieces)
    code, names, detail = _read_place(" ".join(pieces))
    if not name:
        name, detail = _name_at_the_edge(detail, pieces)
    return Pasted(name, phone, *names, code, detail)


def _take_phone(text):
    found = PHONE.search(text)
    if not found:
        return "", text
    return "+86" + re.sub(r"\D", "", found[1]), f"{text[: found.start()]},{text[found.end() :]}"


def _take_name(pieces):
    """A piece, or a word at either end of a piece, that is a name and no place."""
    for at, piece in enumerate(pieces):
        if _is_name(piece):
            return _plain_name(piece), pieces[:at] + pieces[at + 1 :]
    for at, piece in enumerate(pieces):
        words = _words(piece)
        for edge in (0, -1):
            if len(words) > 1 and _is_name(words[edge]):
                rest = words[1:] if edge == 0 else words[:-1]
                return _plain_name(words[edge]), [*pieces[:at], " ".join(rest), *pieces[at + 1 :]]
    return "", pieces


def _words(piece):
    """Words of a piece; Latin words that follow each other are one name: John Smith."""
    return re.findall(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*)+(?=\s|$)|\S+", piece)


def _plain_name(word):
    """Without a title, unless only a surname would be left: 蒋先生 stays."""
    plain = TITLES.sub("", word.strip()).strip()
    return plain if len(plain) > 1 else word.strip()


def _is_name(word):
    word = word.strip()
    return bool(NAME.match(word)) and not _starts_with_place(word) and not STREETS.search(TITLES.sub("", word))


def _starts_with_place(word):
    return any(word.startswith(known) for known in _known_names())


@cache
def _known_names():
    """Provinces and cities, long and short: what a name of a person does not begin with."""
    places = regions.tree()
    names = {places.names[code] for code, level in places.levels.items() if level < 3}
    short = {_short(name) for name in names}
    return tuple(names | {name for name in short if len(name) > 1}) + tuple(
        places.names[code] for code, level in places.levels.items() if level == 3
    )


@cache
def _short(name):
    return FIXED.get(name) or (SUFFIX.sub("", name) if len(SUFFIX.sub("", name)) > 1 else name)


def _read_place(text):
    """(district code or "", (province, city, district) names, the rest) from a text that begins with a place or holds one."""
    rest = _renamed(re.sub(r"^中国\s*", "", text.strip()))
    province, rest = _match(rest, [region.code for region in regions.provinces()])
    city, rest = _match_city(rest, province)
    if city and not province:
        province = city[:2] + "0000"
    district, rest = _match_district(rest, province, city)
    if not district and city and len(regions.districts(city)) == 1:
        district = regions.districts(city)[0].code
    path = regions.code_path(district) if district else (province, city, "")
    names = tuple(regions.tree().names.get(code or "", "") for code in path)
    return district, names, _tidy(rest)


@cache
def _former():
    """Names that places had until lately, as written with and without the province, longest first → the names of now."""
    found = {}
    with FORMER.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            parts = row["old_path"].split("/")
            now = "".join(regions.name_path(row["code"]) or [_full(row["code"])])
            for names in (parts, [_short(parts[0]), *parts[1:]], parts[1:] if len(parts) > 2 else parts):
                found["".join(names)] = now
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _full(code):
    names = regions.tree().names
    return names[code[:2] + "0000"] + names[code]


def _renamed(text):
    """山东省莱芜市莱城区… → 山东省济南市莱芜区…, unless the old words still mean a place of today (沙县 in 沙县区)."""
    tight = re.sub(r"(?<=[\u4e00-\u9fff])[ ,/-]+(?=[\u4e00-\u9fff])", "", text)
    old = next((old for old in _former() if tight.startswith(old)), "")
    return text if not old or tight.startswith(_former()[old]) else _former()[old] + tight[len(old) :]


def _match_city(rest, province):
    candidates = [r.code for p in regions.provinces() if not province or p.code == province for r in regions.cities(p.code)]
    if province and candidates == [province]:  # a municipality: 北京市北京市东城区 and 北京市东城区 are the same
        __, shorter = _match(rest, candidates)
        return province, re.sub(r"^(市辖区|县)(?=\S)", "", shorter)
    city, rest = _match(rest, candidates)
    return city, re.sub(r"^(市辖区|省直辖县级行政区划|直辖县级)", "", rest)


def _match_district(rest, province, city):
    if city:
        return _match(rest, [region.code for region in regions.districts(city)])
    cities = [r.code for p in regions.provinces() if not province or p.code == province for r in regions.cities(p.code)]
    found = [code for each in cities for code in (r.code for r in regions.districts(each)) if _starts(rest, code, full=not province)]
    longest = max((len(regions.tree().names[code]) for code in found), default=0)
    found = [code for code in found if len(regions.tree().names[code]) == longest]
    return (found[0], _cut(rest, found[0])) if len(found) == 1 else ("", rest)


def _match(rest, codes):
    """The place among ``codes`` that ``rest`` begins with (full name first, then the short one), and what follows it."""
    names = regions.tree().names
    rest = rest.lstrip(" ,-/·")
    full = [code for code in codes if rest.startswith(names[code])]
    short = [code for code in codes if _starts(rest, code)]
    found = max(full or short, key=lambda code: len(names[code]), default="")
    return (found, _cut(rest, found)) if found else ("", rest)


def _starts(rest, code, *, full=False):
    name = regions.tree().names[code]
    rest = rest.lstrip(" ,-/·")
    return rest.startswith(name) or (not full and _starts_short(rest, _short(name)))


def _starts_short(rest, short):
    """A short name counts unless a street follows it: 中山路 is not the city of 中山."""
    return rest.startswith(short) and not re.match(
        r"(区|县|大道|中路|东路|西路|南路|北路|路|街|大街|小区|大厦|花园|村|镇)", rest[len(short) :]
    )


def _cut(rest, code):
    rest, name = rest.lstrip(" ,-/·"), regions.tree().names[code]
    if rest.startswith(name):
        return rest[len(name) :]
    rest = rest[len(_short(name)) :]
    return re.sub(r"^(?:省|市|区|县|自治区|自治州|地区|盟)(?![\u4e00-\u9fff]?[路街])", "", rest, count=1)


def _tidy(rest):
    return re.sub(r"\s+", " ", rest).strip(" ,.:-/·")


def _name_at_the_edge(detail, pieces):
    """A last word that looks like a name: …科技园路1号 张三."""
    words = detail.split(" ")
    if len(words) > 1 and _is_name(words[-1]):
        return _plain_name(words[-1]), " ".join(words[:-1])
    return "", detail
