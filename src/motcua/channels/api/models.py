"""Tokens of partners and what they uploaded."""

from django.db import models


class PartnerToken(models.Model):
    """Khoá của đối tác: a bearer token, kept as a digest; it acts as `username` with that account's postings."""

    name = models.CharField(max_length=120)
    username = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """Tệp đối tác gửi: who brought a file, so that nobody else can attach it. Retention: 30 days."""

    token = models.ForeignKey(PartnerToken, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
