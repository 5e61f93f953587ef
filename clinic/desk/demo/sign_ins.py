"""Who one can sign in as in the demo, and with what."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PIN = "274916"
PASSWORD = "batanghari-jernih"  # noqa: S105 - shown to everybody who tries the demo
NEW_CLASS_CODE = "JMB247"


@dataclass(frozen=True)
class SignIn:
    """One way in: the role, what to type, and where."""

    role: object
    name: str
    sign_in: str  # phone number or e-mail
    secret: str
    address: str
    key: str


SIGN_INS = (
    SignIn(_("Participant, learning"), "Rosmaniar Hasan", "0812-7400-0002", PIN, "/login/", "participant"),
    SignIn(_("Participant, finished"), "Nurhayati Lubis", "0812-7400-0001", PIN, "/login/", "alumna"),
    SignIn(_("Mentor"), "Hendra Saputra", "hendra@klinik.example", PASSWORD, "/login/staff/", "mentor"),
    SignIn(_("Coordinator"), "Dewi Lestari", "dewi@klinik.example", PASSWORD, "/login/staff/", "coordinator"),
    SignIn(_("Instructor"), "Ahmad Syukri", "syukri@klinik.example", PASSWORD, "/login/staff/", "instructor"),
    SignIn(_("Reviewer"), "Yanti Marlina", "yanti@klinik.example", PASSWORD, "/login/staff/", "reviewer"),
    SignIn(_("Observer"), "Bambang Wijaya", "bambang@klinik.example", PASSWORD, "/login/staff/", "observer"),
    SignIn(
        _("Administrator"), "Pengelola Klinik", "admin@klinik.example", PASSWORD, "/login/staff/", "admin"
    ),
)


def sign_ins() -> tuple[SignIn, ...]:
    """For ``make demo`` and the sign-in pages of the demo."""
    return SIGN_INS


def printed_sign_ins(base_url: str) -> str:
    """The ways in as lines for a terminal."""
    rows = [(str(row.role), row.sign_in, row.secret, f"{base_url}{row.address}") for row in SIGN_INS]
    rows.append((str(_("New participant")), NEW_CLASS_CODE, "", f"{base_url}/j/{NEW_CLASS_CODE}/"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"  {role:<{widths[0]}}  {sign_in:<{widths[1]}}  {secret:<{widths[2]}}  {address}"
        for role, sign_in, secret, address in rows
    )
