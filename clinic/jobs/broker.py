"""Messages as files of the data folder, for clinics without Redis."""

import os
import uuid
from pathlib import Path
from time import time_ns

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import bytes_to_str, str_to_bytes
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Writes aside and renames, so that nobody reads half a message; orders by the clock, not by the time
    since boot; and reads in its own folder, not in the machine's temporary one.

    A message goes to the queue that its routing key names. Kombu keeps a table of that in a file, which
    a kill at the wrong moment leaves empty, and then nothing is ever sent again.
    """

    supports_fanout = False

    def _queue_bind(self, *_binding: object) -> None:
        return

    def get_table(self, exchange: str) -> list:
        return []

    def _lookup(self, exchange: str, routing_key: str, default: str | None = None) -> list[str]:
        return [routing_key]

    def _put(self, queue: str, payload: dict, **_options: object) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        partial = folder / f"{uuid.uuid4()}.partial"
        try:
            partial.write_bytes(str_to_bytes(dumps(payload)))
            partial.rename(folder / f"{time_ns():020}_{partial.stem}.{queue}.msg")
        except OSError as trouble:
            raise ChannelError(f"cannot write a message to {folder}: {trouble}") from trouble

    def _get(self, queue: str, timeout: float | None = None) -> dict:
        folder = Path(self.data_folder_in)
        ending = f".{queue}.msg"
        for name in sorted(name for name in os.listdir(folder) if name.endswith(ending)):
            mine = folder / f"{name}.{os.getpid()}.taken"
            try:
                (folder / name).rename(mine)  # of several workers one succeeds
            except FileNotFoundError:
                continue
            text = mine.read_bytes()
            mine.unlink()
            return loads(bytes_to_str(text))
        raise filesystem.Empty


class Transport(filesystem.Transport):
    """Celery's name for it is ``clinic.jobs.broker:Transport``."""

    Channel = Channel
