"""Codes that people read aloud, type and print: short, random, without look-alikes."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0, 1, I, L, O
LENGTH = 6


def new_code() -> str:
    """Six characters: 31^6, close to nine hundred million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The code as stored, from whatever somebody typed: any case, with or without dash and spaces."""
    return "".join(character for character in typed.upper() if character.isalnum())


def show_code(code: str) -> str:
    """The code as printed: ``ABC-234``."""
    return f"{code[:3]}-{code[3:]}"
