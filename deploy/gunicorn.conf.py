"""How gunicorn serves the clinic; `manage.py start` names this file, and so may a systemd unit.

SQLite: one process with threads, never several. PostgreSQL: as many processes as WEB_PROCESSES says.
"""

import ctypes
import os
import signal

wsgi_app = "clinic.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 12
keepalive = 5
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
loglevel = "warning"
limit_request_line = 8190


def post_fork(server, worker):
    """A worker ends when the master is killed, so that none goes on with the port."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != server.pid:
        os._exit(1)
