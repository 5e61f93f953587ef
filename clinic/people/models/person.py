"""A person: one phone number, one name."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from clinic.people.phones import show_phone


class PersonManager(BaseUserManager.from_queryset(models.QuerySet)):  # type: ignore[misc]
    def create_user(self, phone: str | None = None, password: str | None = None, **fields) -> "Person":
        """A person with a phone (E.164) or an e-mail, or both. Without a password: none opens the door."""
        if email := fields.pop("email", None):
            fields["email"] = email.strip().lower()
        person = self.model(phone=phone or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, password: str | None = None, **fields) -> "Person":
        return self.create_user(password=password, **fields | {"is_superuser": True})

    def get_by_natural_key(self, key: str) -> "Person":
        return self.get(Q(phone=key) | Q(email__iexact=key))


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody the clinic knows. Participants sign in with phone and PIN, staff with a password."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phone = models.CharField(_("phone number"), max_length=16, unique=True, null=True, blank=True)  # E.164
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, choices=[("id", "Bahasa Indonesia"), ("en", "English")], default="id"
    )
    pin = models.CharField(max_length=160, blank=True, editable=False)  # argon2 over the peppered PIN
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)  # raised to end all sessions

    USERNAME_FIELD = "phone"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False), name="person_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__startswith="+"), name="person_phone_is_e164"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds somewhere today, administrators with their own."""
        held = set(self.appointments.current().values_list("role", flat=True))
        if self.is_superuser:
            held.add("administrator")
        return frozenset(held)

    @cached_property
    def has_second_factor(self) -> bool:
        return self.authenticator_set.exists()  # type: ignore[attr-defined] # allauth's relation

    @property
    def has_pin(self) -> bool:
        return bool(self.pin)

    @property
    def short_name(self) -> str:
        """The first word of the name that is not a title: what one calls the person by."""
        words = [word for word in self.name.split() if not word.endswith(".")]
        return words[0] if words else self.name

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha() and not word.endswith(".")]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    @property
    def shown_phone(self) -> str:
        return show_phone(self.phone) if self.phone else ""

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.short_name

    def get_session_auth_hash(self) -> str:
        """Changes with password, PIN and epoch, so that each of them ends the other sessions."""
        value = f"{self.password}|{self.pin}|{self.session_epoch}"
        return salted_hmac("clinic.people.Person", value, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self):
        return iter(())
