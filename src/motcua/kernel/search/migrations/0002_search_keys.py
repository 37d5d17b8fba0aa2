from django.db import migrations

_SQL = """
CREATE FUNCTION search_key_of(scope text, word text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || encode(substring(sha256(convert_to(scope || ' ' || word, 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint;

CREATE FUNCTION search_keys_of(folded text, scopes text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT array_agg(DISTINCT search_key_of(scope, word))
    FROM unnest(string_to_array(folded, ' ')) AS word,
         LATERAL unnest(CASE WHEN word ~ '[0-9]-[0-9]' THEN ARRAY['='] ELSE scopes END) AS scope
);
"""


class Migration(migrations.Migration):
    """Keys of words in scopes, as ``whole_words.key_of`` computes them."""

    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunSQL(
            _SQL, "DROP FUNCTION search_keys_of(text, text[]); DROP FUNCTION search_key_of(text, text);"
        )
    ]
