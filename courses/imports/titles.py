"""Which column of a list holds what, from its titles. Plain Python."""

import re
import unicodedata
from typing import Any

NUMBERING = "numbering"

# What each column may be called, in the order in which columns of the same kind are preferred.
TITLES = {
    NUMBERING: ["no", "nomor", "no urut", "nomor urut", "urut", "number", "nr"],
    "name": [
        *("nama lengkap", "nama peserta", "nama", "nama lengkap peserta", "nama peserta pelatihan"),
        *("nama pemilik", "nama pemilik usaha", "nama pelaku usaha", "nama pengusaha", "nama wirausaha"),
        *("nama umkm peserta", "nama calon peserta", "nama anggota", "nama ibu bapak", "nama bapak ibu"),
        *("peserta", "pemilik", "pemilik usaha", "full name", "name", "participant", "participant name"),
        *("name of participant", "owner", "owner name", "nama dan gelar", "nama lengkap dan gelar"),
    ],
    "first_name": ["nama depan", "first name", "given name"],
    "last_name": ["nama belakang", "last name", "surname", "family name"],
    "phone": [
        *(
            "whatsapp",
            "wa",
            "hp wa",
            "wa hp",
            "telepon wa",
            "hp whatsapp",
            "whatsapp aktif",
            "wa aktif",
            "w a",
        ),
        *("hp", "handphone", "ponsel", "hp aktif", "telepon seluler", "seluler", "mobile", "mobile phone"),
        *(
            "telepon",
            "telpon",
            "telp",
            "tlp",
            "tel",
            "telepon hp",
            "telp hp",
            "hp telepon",
            "hp telp",
            "kontak",
        ),
        *(
            "phone",
            "cell phone",
            "cell",
            "contact",
            "kontak peserta",
            "contact number",
            "no yang bisa dihubungi",
        ),
    ],
    "sector": [
        *(
            "jenis usaha",
            "bidang usaha",
            "sektor usaha",
            "sektor",
            "kategori usaha",
            "jenis produk",
            "produk",
        ),
        *(
            "usaha",
            "bidang",
            "jenis kegiatan usaha",
            "sector",
            "type of business",
            "business type",
            "product",
        ),
    ],
    "business": [
        *("nama usaha", "nama umkm", "nama toko", "nama brand", "nama merek", "nama merk", "merek", "merk"),
        *("merk usaha", "merek usaha", "nama perusahaan", "brand", "business name", "name of business"),
        *("business", "shop", "shop name", "nama usaha umkm", "nama usaha merek", "nama usaha brand"),
    ],
    "place": [
        *("kab kota", "kabupaten kota", "kota kabupaten", "kota kab", "kabupaten", "kota", "kab", "domisili"),
        *("asal", "asal daerah", "daerah", "kecamatan", "desa kelurahan", "kelurahan desa", "lokasi usaha"),
        *("lokasi", "tempat usaha", "alamat usaha", "alamat", "alamat lengkap", "tempat tinggal", "city"),
        *("district", "regency", "place", "location", "address", "town"),
    ],
    "turnover": [
        *("omzet", "omset", "omzet usaha", "omset usaha", "rata rata omzet", "rata rata omset", "turnover"),
        *("penjualan", "pendapatan", "hasil penjualan", "sales", "revenue", "income", "perkiraan omzet"),
    ],
}
KINDS = {title: (kind, place) for kind, titles in TITLES.items() for place, title in enumerate(titles)}

OTHER_PERIOD = re.compile(
    r"\b(?:tahun\w*|thn|hari\w*|minggu\w*|pertahun|perhari|perminggu|year\w*|annual|day|daily|week\w*)\b"
)
MONTHLY = re.compile(
    r"\b(?:per|rata rata|setiap|tiap)?\s*(?:bulan|bulanan|bln|perbulan|month|monthly|sebulan)\b"
)
CURRENCY = re.compile(r"\b(?:rp|rupiah|idr|dalam)\b")
SCALE = re.compile(r"\b(juta|jt|ribu|rb|million|thousand)(?:an)?\b")
POLITENESS = re.compile(
    r"\b(?:silakan|mohon|harap|masukkan|tulis|tuliskan|isi|isikan|bapak ibu|ibu bapak|saudara|anda|sesuai|ktp"
    r"|di|dengan|tanpa|beserta|dan gelar|gelar|please|enter|your)\b"
)
IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def normalised(cell: Any) -> str:
    """A title without capitals, dots, slashes, line breaks: "No. HP/\\nWA" is "no hp wa"."""
    if not isinstance(cell, str) or len(cell) > 100:
        return ""
    text = unicodedata.normalize("NFKC", cell).casefold().replace("'", "")
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def kind_of(cell: Any) -> tuple[str, int] | None:
    """The kind of column this title announces, and how well it does: 0 is best."""
    if not isinstance(cell, str):
        return None
    whole = normalised(cell)
    without_brackets = normalised(IN_BRACKETS.sub(" ", cell))
    for title in dict.fromkeys([whole, without_brackets, _without_politeness(without_brackets)]):
        kind = KINDS.get(title) or _phone(title) or _turnover(title)
        if kind:
            return None if kind[0] == "turnover" and OTHER_PERIOD.search(whole) else kind
    return None


def scale_of(cell: Any) -> str:
    """ "juta" for "Omzet (juta rupiah)": the cells below leave the word out."""
    scale = SCALE.search(normalised(cell))
    return scale[1] if scale else ""


def _without_politeness(title: str) -> str:
    """ "Silakan tulis nama lengkap Bapak/Ibu sesuai KTP" """
    return " ".join(POLITENESS.sub(" ", title).split())


def _phone(title: str) -> tuple[str, int] | None:
    """ "Nomor HP Peserta", "No. Telp / WA (aktif)" """
    words = re.sub(
        r"\bno(?=(?:wa|hp|telp|telepon)\b)|\b(?:no|nomor|nomer|number|peserta|anda|yang|aktif|pribadi|dan|atau|of)\b",
        " ",
        title,
    )
    words = " ".join(re.sub(r"\bwhats app\b", "whatsapp", words).split())
    kind = KINDS.get(words)
    if kind and kind[0] == "phone":
        return kind
    parts = words.split()
    known = [KINDS.get(part) for part in parts]
    if parts and all(part and part[0] == "phone" for part in known):
        return min(part for part in known if part)
    return None


def _turnover(title: str) -> tuple[str, int] | None:
    words = title
    for trimming in (OTHER_PERIOD, MONTHLY, CURRENCY, SCALE):
        words = trimming.sub(" ", words)
    kind = KINDS.get(
        re.sub(r"\b(?:rata rata|perkiraan|kisaran|estimasi|per|usaha|average)\b", " ", words).strip()
    )
    return kind if kind and kind[0] == "turnover" else None
