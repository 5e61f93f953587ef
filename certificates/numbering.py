"""Numbers and public codes of certificates. Plain Python."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0, 1, I, L, O
LENGTH = 12


def new_public_id() -> str:
    """Twelve random characters: 31^12, about 2^59; nobody guesses the page of somebody else."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def number_of(prefix: str, year: int, sequence: int) -> str:
    """``KDJ-2026-0001``."""
    return f"{prefix}-{year}-{sequence:04d}"


def read_public_id(typed: str) -> str:
    """The public code as stored, in whatever case it was typed."""
    return typed.strip().upper()


def read_number(typed: str) -> str:
    """A number as stored, from whatever somebody typed: any case, "No." in front, spaces for dashes.

    Zeros left out in front of the last part are put back. What does not look like a number comes back
    as it is, in capitals.
    """
    text = re.sub(r"^\s*N(O|OMOR|R)?\s*[.:]?\s+(?=\S)", "", typed.upper())
    parts = [part for part in re.split(r"[\s\-–—_/.]+", text) if part]
    if len(parts) < 3:
        joined = re.fullmatch(r"([A-Z]+)-?(\d{4})-?(\d+)", "-".join(parts))
        parts = list(joined.groups()) if joined else parts
    if parts and parts[-1].isdigit():
        parts[-1] = parts[-1].zfill(4)
    return "-".join(parts)
