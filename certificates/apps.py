"""What was earned."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "certificates"

    def ready(self) -> None:
        from certificates import receivers  # noqa: F401 - connects them
        from certificates.actions.printing import PRINTING
        from clinic.jobs.registry import register

        register(PRINTING)
