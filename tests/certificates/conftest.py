import pytest

from certificates.files import WholeFileStorage
from certificates.models import Certificate


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    """Certificates are kept in a folder of the test."""
    storage = WholeFileStorage(location=tmp_path / "certificates")
    monkeypatch.setattr(Certificate._meta.get_field("file"), "storage", storage)
