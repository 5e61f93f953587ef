"""Certificates that have been issued."""

from django.db.models import Count

from certificates.models import Certificate
from certificates.models.certificate import CertificateQuerySet
from certificates.permissions import own_certificates


def certificates_of(person) -> list[Certificate]:
    """One's own valid certificates, the newest first."""
    return list(own_certificates(person).valid())


def how_many_by_state(certificates: CertificateQuerySet) -> list[tuple[str, str, int]]:
    """``[(state, words, how many)]`` for all states."""
    counted = dict(certificates.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state.value, str(state.label), counted.get(state.value, 0)) for state in Certificate.State]
