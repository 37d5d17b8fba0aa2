from django.db import migrations

_SQL = """
CREATE FUNCTION search_key_of(scope text, word text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(CASE WHEN word ~ '[0-9]-[0-9]' THEN '=' ELSE scope END || ' ' || word, 0);

CREATE FUNCTION search_keys_in(scope text, words text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT search_key_of(scope, word) FROM unnest(words) AS word);

CREATE FUNCTION search_keys_of(folded text, scopes text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT DISTINCT search_key_of(scope, word)
    FROM unnest(string_to_array(folded, ' ')) AS word, unnest(scopes) AS scope
);
"""
_NOTHING = """
DROP FUNCTION search_keys_of(text, text[]);
DROP FUNCTION search_keys_in(text, text[]);
DROP FUNCTION search_key_of(text, text);
"""


class Migration(migrations.Migration):
    """Keys of words in scopes, for ``whole_words``. The hash is PostgreSQL's own of partitions: the same for good."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunSQL(_SQL, _NOTHING)]
