"""Whose pages a phone keeps for times without signal: an opaque name, good for nothing else."""

from django.utils.crypto import salted_hmac


def keeper_of(person) -> str:
    """The name of a person's private cache. It tells neither who they are nor their public id."""
    return salted_hmac("clinic.web.keeping", str(person.public_id), algorithm="sha256").hexdigest()[:24]
