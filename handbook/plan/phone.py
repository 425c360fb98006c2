"""Telephone numbers as they are read and as they are called."""

from __future__ import annotations


def number(phone: str) -> str:
    """A number as it is read, fx "41 74 90 90"."""
    return " ".join(phone[i : i + 2] for i in range(0, 8, 2)) if len(phone) == 8 else phone


def tel(phone: str) -> str:
    """The address of a call, fx `tel:+4541749090`."""
    return f"tel:+45{phone}" if len(phone) == 8 else f"tel:{phone}"
