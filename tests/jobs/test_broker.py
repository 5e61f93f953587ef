"""Messages as files: whole, in order, each to one reader."""

import pytest
from kombu import Connection, Queue
from kombu.transport import TRANSPORT_ALIASES

from clinic import celery


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def connect(folder) -> Connection:
    assert TRANSPORT_ALIASES["folder"] == "clinic.jobs.broker:Transport"
    assert celery.app.main == "klinik"
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
    }
    return Connection("folder://localhost", transport_options=options)


def put(folder, *words: str) -> None:
    with connect(folder) as connection:
        queue = connection.SimpleQueue("letters")
        for word in words:
            queue.put(word)
        queue.close()


def take(connection: Connection) -> str | None:
    message = connection.default_channel.basic_get("letters")
    if message is None:
        return None
    message.ack()
    return message.payload


def test_broker_hands_messages_over_in_order_and_once(folder):
    put(folder, "first", "second")
    put(folder, "third")

    with connect(folder) as one, connect(folder) as other:
        for connection in (one, other):
            Queue("letters")(connection.default_channel).declare()
        taken = [take(one), take(other), take(one), take(other)]

    assert taken == ["first", "second", "third", None]
    assert list(folder.iterdir()) == []


def test_broker_never_shows_half_a_message(folder):
    put(folder, "whole")
    (folder / "00000000000000000000_half.letters.msg.partial").write_text('{"body": ')

    with connect(folder) as connection:
        Queue("letters")(connection.default_channel).declare()

        assert [take(connection), take(connection)] == ["whole", None]


def test_broker_says_when_the_disk_takes_no_message(folder):
    from kombu.exceptions import ChannelError

    put(folder, "first")
    with connect(folder) as connection:
        channel = connection.default_channel
        channel.data_folder_out = str(folder / "gone")

        with pytest.raises(ChannelError, match="cannot write a message"):
            channel._put("letters", {"body": "second"})
