"""Tokens of partners, what they uploaded, and which content they sent under which key."""

from django.db import models


class PartnerToken(models.Model):
    """Khoá của đối tác: a bearer token, kept as a digest; it acts as `username`, an officer's account."""

    name = models.CharField(max_length=120)
    username = models.CharField(max_length=150)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """Tệp đối tác gửi: who brought a file; nobody else can attach it. Retention: 30 days, then removed by job."""

    token = models.ForeignKey(PartnerToken, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)


class Sending(models.Model):
    """Lượt gửi: the content, as a digest, that an account's key belongs to. Retention: as the dossier it began."""

    username = models.CharField(max_length=150)
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["username", "key"], name="sending_key_once")]
