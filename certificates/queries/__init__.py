"""Answers about certificates, put together for others."""

from certificates.queries.issued import certificates_of
from certificates.queries.standing import Standing, standing_of

__all__ = ["Standing", "certificates_of", "standing_of"]
