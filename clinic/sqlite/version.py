"""Which SQLite libraries may use the write-ahead log."""

FIRST_SAFE = (3, 51, 3)
MENDED_BRANCHES = ((3, 44, 6), (3, 50, 7))


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this library is free of the WAL-reset bug (3.7.0 to 3.51.2, mended in two older branches)."""
    if version >= FIRST_SAFE:
        return True
    return any(version[:2] == mended[:2] and version >= mended for mended in MENDED_BRANCHES)


def journal_mode(version: tuple[int, int, int]) -> str:
    """``WAL`` where it is safe; elsewhere the slower rollback journal, which loses nothing."""
    return "WAL" if wal_is_safe(version) else "DELETE"
