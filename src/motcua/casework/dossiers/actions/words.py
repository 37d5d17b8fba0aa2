"""The vocabulary that mistyped searches are set right by."""

from django.db import transaction

from motcua.casework.dossiers.models import Word

_LONGEST = 40


@transaction.atomic(durable=True)
def learn_words(search_key: str) -> None:
    """Keep the words of letters in a search key; those that are known stay as they are."""
    words = {word for word in search_key.split() if word.isalpha() and len(word) <= _LONGEST}
    Word.objects.bulk_create([Word(text=word) for word in sorted(words)], ignore_conflicts=True)
