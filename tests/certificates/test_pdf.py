import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from certificates.pdf import PrintingUnavailable, Unprintable, render_certificate
from certificates.pdf.press import PRINT, the_press
from tests.certificates.snapshots import a_module, a_snapshot

CHECK_URL = "https://klinik.example/c/H7KQ2MPX4RTB/"


def run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def printed(tmp_path):
    """Print a snapshot and give the path of the file."""

    def printed(**changes) -> str:
        path = tmp_path / "certificate.pdf"
        path.write_bytes(render_certificate(a_snapshot(**changes), CHECK_URL))
        return str(path)

    return printed


def words_outside(path: str, left: float, right: float, page: int) -> list[str]:
    """The words of a page that stand outside these millimetres, or run off its top or bottom."""
    page_text = run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-")
    outside = []
    for x1, y1, x2, y2, word in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page_text
    ):
        x1, y1, x2, y2 = (float(value) * 25.4 / 72 for value in (x1, y1, x2, y2))
        if x1 < left or x2 > right or y1 < 14 or y2 > 202:
            outside.append(word)
    return outside


def test_certificate_is_a_small_sound_file_of_two_pages(printed):
    path = printed()

    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", path)
    assert run("qpdf", "--show-npages", path).strip() == "2"
    assert Path(path).stat().st_size < 250_000


def test_certificate_is_the_same_file_each_time():
    assert render_certificate(a_snapshot(), CHECK_URL) == render_certificate(a_snapshot(), CHECK_URL)


def test_certificate_says_who_what_and_in_which_language(printed):
    info = run("pdfinfo", printed())

    assert re.search(r"Title: +Sertifikat KDJ-2026-0142, Rohana Bakar\n", info)
    assert re.search(r"Author: +Klinik Digital Jambi\n", info)
    assert re.search(r"Tagged: +yes\n", info)


def test_certificate_declares_archive_and_accessibility_in_readable_metadata():
    content = render_certificate(a_snapshot(), CHECK_URL)

    assert b'pdfaid:part="3"' in content
    assert b'pdfaid:conformance="A"' in content
    assert b'pdfuaid:part="1"' in content


def test_certificate_embeds_only_the_shipped_fonts(printed):
    fonts = {line.split("+")[1].split()[0] for line in run("pdffonts", printed()).splitlines()[2:]}

    assert fonts == {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic", "Noto-Serif-Display-Bold"}


@pytest.mark.parametrize("dpi", [100, 300])
def test_qr_of_both_pages_leads_to_the_check_page(printed, tmp_path, dpi):
    run("pdftoppm", "-r", str(dpi), "-png", printed(), str(tmp_path / "page"))

    pages = sorted(map(str, tmp_path.glob("page-*.png")))

    assert [run("zbarimg", "-q", "--raw", page).strip() for page in pages] == [CHECK_URL, CHECK_URL]


def test_certificate_reads_as_words(printed):
    text = run("pdftotext", "-layout", printed(), "-")

    for words in (
        "Rohana Bakar",
        "Pempek Rohana, Kota Jambi",
        "telah menyelesaikan program Jualan Lebih Luas, 13 Juli sampai 3 Oktober 2026, 48 jam belajar",
        "has completed the programme Selling Further, 48 hours of study, with the result Very Good.",
        "Jambi, 22 November 2026",
        "No. KDJ-2026-0142",
        "Periksa di klinik.example/c/",
        "3. Foto produk yang menjual",
        "bersama SMK Batanghari Mandiri",
        "Seluruh program",
        "24 dari 24",
        "batas lulus 70",
        "Sertifikat diberikan bila mencapai nilai 70 pada tes akhir.",
    ):
        assert words in " ".join(text.split()), words


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Suharti", id="one word"),
        pytest.param(
            "Siti Nurhaliza Ramadhani Kusumawardhani Binti Haji Muhammad Abdurrahman Al-Jambi", id="80"
        ),
        pytest.param("W" * 80, id="80 of the widest letter in one word"),
        pytest.param("Muhammad Wawan " * 8, id="120"),
        pytest.param("Nur’aini D’Souza-Łęcka", id="apostrophes and foreign letters"),
    ],
)
def test_name_stays_on_the_paper(printed, name):
    path = printed(name=name)

    assert words_outside(path, 69, 277, page=1) == []
    assert words_outside(path, 17, 280, page=2) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"business": "", "place": ""}, id="no business"),
        pytest.param({"programme": "Pemasaran digital terpadu untuk usaha mikro " * 3}, id="long programme"),
        pytest.param(
            {"business": "Usaha Bersama Olahan Ikan Asap " * 4, "place": "Kota Jambi " * 6},
            id="long business",
        ),
        pytest.param(
            {"modules": [a_module("Kata panjang sekali untuk sebuah modul " * 4)] * 6}, id="long modules"
        ),
        pytest.param({"modules": [a_module()] * 30}, id="thirty modules"),
        pytest.param(
            {"partners": [f"Sekolah Menengah Kejuruan Negeri {n}" for n in range(9)]}, id="many partners"
        ),
        pytest.param({"signatories": []}, id="nobody signs"),
        pytest.param(
            {
                "signatories": [
                    {"name": "Prof. Dr. H. M. Syafei Nasution, S.E., M.M.", "title": "Ketua " * 9}
                ]
                * 3
            },
            id="long signatories",
        ),
        pytest.param(
            {"rule": ["Sertifikat diberikan bila memenuhi seluruh syarat program. "] * 9}, id="long rule"
        ),
    ],
)
def test_nothing_leaves_the_paper(printed, changes):
    path = printed(**changes)

    assert words_outside(path, 69, 277, page=1) == []
    assert words_outside(path, 17, 280, page=2) == []


def test_certificate_without_tests_and_hours_leaves_their_words_out(printed):
    path = printed(hours="", result="", result_en="", before=None, after=None, shown=[])

    text = " ".join(run("pdftotext", "-layout", path, "-").split())

    assert "program Jualan Lebih Luas, 13 Juli sampai 3 Oktober 2026. has completed" in text
    assert "Tes awal dan tes akhir" not in text
    assert "Yang sudah ditunjukkan" not in text


def test_certificate_without_a_pre_test_says_so(printed):
    text = run("pdftotext", printed(before=None), "-")

    assert "Tes awal tidak diikuti." in text


def test_markup_in_a_snapshot_is_printed_as_text(printed):
    path = printed(business='<img src="file:///etc/passwd"> & <b>Toko</b>')

    assert '<img src="file:///etc/passwd"> & <b>Toko</b>' in run("pdftotext", path, "-")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://127.0.0.1/x.png", "data:image/png;base64,aGFsbG8=", "klinik:other.svg"],
)
def test_press_fetches_only_the_shipped_drawings(url):
    press = the_press()

    with pytest.raises(BaseException, match="Error fetching"):
        press.print(f"<html lang=id><title>x</title><img src='{url}' alt=x>", "", "x")


def test_emoji_are_left_out(printed):
    text = run("pdftotext", printed(business="Pempek \U0001f41f Rohana"), "-")

    assert "Pempek Rohana, Kota Jambi" in text


@pytest.mark.parametrize("name", ["حليمة", "Siti 花", "\U0001f338"])
def test_name_that_the_fonts_cannot_show_is_refused(name):
    with pytest.raises(Unprintable):
        render_certificate(a_snapshot(name=name), CHECK_URL)


def test_more_modules_than_a_page_holds_are_refused():
    with pytest.raises(Unprintable, match="lebih banyak"):
        render_certificate(a_snapshot(modules=[a_module()] * 80), CHECK_URL)


def test_missing_pango_names_the_line_that_installs_it(monkeypatch):
    the_press.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("builtins.__import__", refusing_weasyprint(__import__))

    with pytest.raises(PrintingUnavailable, match="apt-get install libpango"):
        render_certificate(a_snapshot(), CHECK_URL)


def refusing_weasyprint(import_module):
    def refuse(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return import_module(name, *args, **kwargs)

    return refuse


def test_importing_the_printing_does_not_load_weasyprint():
    code = "from django.conf import settings; settings.configure(); import certificates.pdf, sys; "
    code += "print('weasyprint' in sys.modules)"

    assert run(sys.executable, "-c", code).strip() == "False"


def test_fonts_are_shipped_with_their_licence():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (PRINT / "fonts" / "OFL.txt").read_text()
    assert len(list((PRINT / "fonts").glob("*.ttf"))) == 4
