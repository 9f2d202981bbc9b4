"""Backups: a consistent copy of the database and its files in one archive, checked, and taken back."""

from itstart.backup.making import Made, make
from itstart.backup.manifest import BadArchive, Manifest
from itstart.backup.reading import check
from itstart.backup.restoring import Restored, restore

__all__ = ["BadArchive", "Made", "Manifest", "Restored", "check", "make", "restore"]
