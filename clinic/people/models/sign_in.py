"""What guards the sign-in: tries that are counted before they are checked, and one-time codes."""

from django.db import models


class PinTry(models.Model):
    """How often a PIN was tried for a number, or from a device, since the last success.

    The try is reserved here before the PIN is looked at, so that parallel guesses are counted too.
    """

    key = models.CharField(max_length=80, primary_key=True)  # "phone:+62812..." or "device:<random>"
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.failures}"


class OneTimeCode(models.Model):
    """Six digits read aloud by a mentor or coordinator; they open the door once, to set a new PIN."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="one_time_codes")
    code = models.CharField(max_length=160)  # argon2
    issued_by = models.ForeignKey("people.Person", models.PROTECT, related_name="issued_codes")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"{self.person}, {self.issued_at:%Y-%m-%d %H:%M}"
