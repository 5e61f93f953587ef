"""What was earned: the award of a programme, its numbers, and the certificates."""

from certificates.models.award import Award
from certificates.models.certificate import Certificate, NumberSeries

__all__ = ["Award", "Certificate", "NumberSeries"]
