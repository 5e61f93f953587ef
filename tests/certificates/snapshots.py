"""One believable snapshot; what matters to a test is written in the test."""

from certificates.snapshot import ModuleLine, Snapshot

TITLES = (
    "Profil usaha yang dipercaya", "Catatan usaha lima menit", "Foto produk yang menjual",
    "Konten dan media sosial", "Buka toko di lokapasar", "Layanan pembeli",
)  # fmt: skip


def a_module(title: str = "Foto produk yang menjual", **changes) -> ModuleLine:
    return {
        "title": title,
        "school": "SMK Batanghari Mandiri",
        "lessons_done": 4,
        "lessons": 4,
        "minutes": 45,
        "before": 60,
        "after": 85,
    } | changes


def a_snapshot(**changes) -> Snapshot:
    return {
        "number": "KDJ-2026-0142",
        "public_id": "H7KQ2MPX4RTB",
        "name": "Rohana Bakar",
        "business": "Pempek Rohana",
        "place": "Kota Jambi",
        "programme": "Jualan Lebih Luas",
        "programme_en": "Selling Further",
        "cohort": "Angkatan 2",
        "starts_on": "2026-07-13",
        "ends_on": "2026-10-03",
        "hours": "48",
        "result": "Sangat Baik",
        "result_en": "Very Good",
        "clinic": {
            "name": "Klinik Digital Jambi",
            "tagline": "Belajar usaha digital bersama UMKM",
            "place": "Jambi",
        },
        "issuer": "Asosiasi UMKM Jambi",
        "partners": ["Asosiasi UMKM Jambi", "SMK Batanghari Mandiri"],
        "signatories": [
            {"name": "Dewi Lestari", "title": "Koordinator Klinik Digital Jambi"},
            {"name": "Drs. M. Syafei", "title": "Ketua asosiasi UMKM"},
        ],
        "modules": [a_module(title) for title in TITLES],
        "before": 75,
        "after": 100,
        "pass_mark": 70,
        "rule": ["Sertifikat diberikan bila mencapai nilai 70 pada tes akhir."],
        "shown": ["Menyelesaikan 24 dari 24 pelajaran."],
        "issued_on": "2026-11-22",
    } | changes
