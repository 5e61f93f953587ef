"""Names in lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.imports.names import tidy_name


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  EKO ", "Eko"),
        ("siti  aminah", "Siti Aminah"),
        ("SITI\u00a0AMINAH\n", "Siti Aminah"),
        ("Siti\u200b Aminah\0", "Siti Aminah"),
        ("I GUSTI ÖZTÜRK", "I Gusti Öztürk"),
        ("İBRAHİM", "İbrahim"),
        ("DeWi van Dijk", "DeWi van Dijk"),
        ("McGregor", "McGregor"),
        ("H. AHMAD", "H. Ahmad"),
        ("HJ. SITI", "Hj. Siti"),
        ("h. abdul", "H. Abdul"),
        ("M. YUSUF", "M. Yusuf"),
        ("MUH. YUSUF", "Muh. Yusuf"),
        ("R.A. KARTINI", "R.A. Kartini"),
        ("SITI AMINAH, S.PD.", "Siti Aminah, S.Pd."),
        ("SITI AMINAH, S.Pd.", "Siti Aminah, S.Pd."),
        ("siti aminah, s.pd", "Siti Aminah, S.Pd"),
        ("DRS. BUDI, M.SI.", "Drs. Budi, M.Si."),
        ("TUTI, A.MD.KEB.", "Tuti, A.Md.Keb."),
        ("TUTI, S.ST", "Tuti, S.ST"),
        ("BUDI, S.IKOM", "Budi, S.IKom"),
        ("BUDI, SE, MM", "Budi, SE, MM"),
        ("budi, se", "Budi, SE"),
        ("AHMAD BIN ALI", "Ahmad bin Ali"),
        ("SITI BINTI ALI", "Siti binti Ali"),
        ("BIN", "Bin"),
        ("NUR'AINI", "Nur'aini"),
        ("MA\u2019RUF", "Ma\u2019ruf"),
        ("D'ANGELO", "D'Angelo"),
        ("AL-FATIH", "Al-Fatih"),
        ("SITI (BU ITI)", "Siti (Bu Iti)"),
        ("Siti Aminah,", "Siti Aminah"),
        ('=HYPERLINK("http://x";"klik")', '=HYPERLINK("http://x";"klik")'),
        ("+SITI", "+SITI"),
        ("-siti", "-siti"),
        ("@siti", "@siti"),
        ("", ""),
    ],
)
def test_tidy_name_tidies(typed, tidy):
    assert tidy_name(typed) == tidy


@given(st.text(alphabet="aAbBzZöÖ .,'-()=\t", max_size=30))
def test_tidy_name_twice_is_tidy_name_once(typed):
    assert tidy_name(tidy_name(typed)) == tidy_name(typed)
