"""The clinic: the project package, and the SQLite library every process of it uses."""

import sys

try:  # Debian 12 ships SQLite 3.40, which can lose a WAL on reset; the wheel brings a mended one
    import pysqlite3
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
