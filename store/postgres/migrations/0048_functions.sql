-- What the queries of package store say to both engines and PostgreSQL does not know. They
-- are written for SQLite, of which these functions and operators are a part; the rest is
-- written anew as it goes out (package postgres).

-- Addresses are compared without regard to case.
CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE FUNCTION iif(boolean, text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 THEN $2 ELSE $3 END';
CREATE FUNCTION iif(boolean, anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 THEN $2 ELSE $3 END';
CREATE FUNCTION max(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 IS NULL OR $2 IS NULL THEN NULL WHEN $1 > $2 THEN $1 ELSE $2 END';
CREATE FUNCTION min(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN $1 IS NULL OR $2 IS NULL THEN NULL WHEN $1 < $2 THEN $1 ELSE $2 END';
-- Whether a text holds another one; SQLite says where.
CREATE FUNCTION instr(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT strpos($1 COLLATE "C", $2 COLLATE "C") > 0';
-- How many rows a connection has changed, which only the care of SQLite's index asks.
CREATE FUNCTION total_changes() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';

CREATE FUNCTION globbed(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT ($1 COLLATE "C") ~ ('^' || replace(replace(regexp_replace($2 COLLATE "C", '([.\\^$+(){}|])', '\\\1', 'g'), '*', '.*'), '?', '.') || '$')
$$;
CREATE FUNCTION not_globbed(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT NOT globbed($1, $2)';
CREATE OPERATOR ~~@ (LEFTARG = text, RIGHTARG = text, FUNCTION = globbed);
CREATE OPERATOR !~~@ (LEFTARG = text, RIGHTARG = text, FUNCTION = not_globbed);

CREATE FUNCTION json_valid(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
    PERFORM $1::json;
    RETURN $1 IS NOT NULL;
EXCEPTION WHEN others THEN
    RETURN false;
END $$;
CREATE FUNCTION json_kind(json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE json_typeof($1) WHEN 'string' THEN 'text' WHEN 'number' THEN CASE WHEN $1::text ~ '[.eE]' THEN 'real' ELSE 'integer' END
        WHEN 'boolean' THEN $1::text ELSE json_typeof($1) END
$$;
-- '$.a[0]' as PostgreSQL has it.
CREATE FUNCTION json_steps(text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT string_to_array(ltrim(replace(replace(substr($1, 2), '[', '.'), ']', ''), '.'), '.')
$$;
CREATE FUNCTION json_type(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT json_kind($1::json)';
CREATE FUNCTION json_type(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT json_kind($1::json #> json_steps($2))';
CREATE FUNCTION json_extract(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::json #>> json_steps($2)';
CREATE FUNCTION json_at(text, integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::json ->> $2';
CREATE OPERATOR ->> (LEFTARG = text, RIGHTARG = text, FUNCTION = json_extract);
CREATE OPERATOR ->> (LEFTARG = text, RIGHTARG = integer, FUNCTION = json_at);
CREATE FUNCTION json_each(text) RETURNS TABLE (key bigint, value text, type text) LANGUAGE sql IMMUTABLE ROWS 20 AS $$
    SELECT n - 1, v #>> '{}', json_kind(v) FROM json_array_elements(CASE json_typeof($1::json) WHEN 'array' THEN $1::json ELSE '[]' END) WITH ORDINALITY AS e (v, n)
$$;
CREATE FUNCTION json_each(text, text) RETURNS TABLE (key bigint, value text, type text) LANGUAGE sql IMMUTABLE ROWS 20 AS $$
    SELECT n - 1, v #>> '{}', json_kind(v) FROM json_array_elements(coalesce($1::json #> json_steps($2), '[]')) WITH ORDINALITY AS e (v, n)
$$;

-- How texts are folded, as sanitize.Fold does it. A test compares the two.
CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT trim(regexp_replace(replace(replace(replace(replace(translate(
        regexp_replace(normalize(lower(normalize($1 COLLATE "C", NFKD) COLLATE "und-x-icu"), NFKD) COLLATE "und-x-icu", '[\u0300-\u036f\u200c\u200d]', '', 'g'),
        'łøđðħıŧς’ʼ', 'loddhitσ'''''), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), '\s+', ' ', 'g'))
$$;
-- filter.Says: whether each word of a value begins a word of a text.
CREATE FUNCTION says(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN coalesce($1, '') = '' THEN $2 = '' ELSE NOT EXISTS (SELECT 1 FROM unnest(string_to_array($2 COLLATE "C", ' ')) w
        WHERE strpos(' ' || regexp_replace(fold($1) COLLATE "und-x-icu", '[^[:alnum:]\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u3099\u309a]', ' ', 'g') COLLATE "C", ' ' || w COLLATE "C") = 0) END
$$;
-- Whether one of the telephone numbers has these digits.
CREATE FUNCTION dials(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT 1 FROM regexp_split_to_table($1 COLLATE "C", '[",]') n WHERE strpos(regexp_replace(n, '[^0-9]', '', 'g'), $2 COLLATE "C") > 0)
$$;
-- filter.Weekday, 0 for Sunday.
CREATE FUNCTION weekday(bigint, text) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN
    RETURN extract(dow FROM to_timestamp($1 / 1000000) AT TIME ZONE $2)::integer::text;
EXCEPTION WHEN others THEN
    RETURN '';
END $$;
-- recruit.StageLost.
CREATE FUNCTION stage_lost(text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower($1 COLLATE "und-x-icu") ~ 'reject|declin|archiv|withdr|disqualif|dropped|not selected|no longer|lost|unsuccessful|turned down|no hire|not hired|not a fit|absage|abgelehnt|abgesagt|ablehnung|zurückgezogen|rückzug|archiviert|ausgeschieden|refus|rejet|retiré|écart|non retenu|désist|rechaz|descart|retirad|no seleccion|desist'
$$;

-- The words of a text that is cut and folded already, for an index, and a question to it
-- as package terms writes it: words in quotes, a star behind those that may go on.
CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_tsvector(ARRAY(SELECT DISTINCT left(w, 500) FROM unnest(string_to_array($1 COLLATE "C", ' ')) w WHERE w <> ''))
$$;
CREATE FUNCTION search_question(text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(regexp_replace(regexp_replace($1 COLLATE "C", '"([^"]*)"\*', '''\1'':*', 'g'), '"([^"]*)"', '''\1''', 'g'), ' ', ' & ')::tsquery
$$;
