"""Settings of the test suite: the project's own, in a data folder of their own for each checkout."""

import os
import tempfile
from pathlib import Path
from zlib import crc32

CHECKOUT = crc32(bytes(Path(__file__).resolve()))
os.environ.setdefault("KLINIK_DATA", os.path.join(tempfile.gettempdir(), f"klinik-tests-{CHECKOUT:08x}"))
os.environ["DEMO"] = "0"
os.environ.setdefault("DEBUG", "0")

from clinic.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if REDIS_URL:  # noqa: F405 - each worker clears a cache of its own
    WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{REDIS_URL.rpartition('/')[0]}/{WORKER % 15 + 1}"  # noqa: F405
