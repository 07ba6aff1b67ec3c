-- An external id is the name of one person: without spaces around it, in Unicode's composed form (NFC), and without anything
-- that is not seen or that leads elsewhere in a path. The service makes it so (ExternalId); the schema holds everybody to it.

CREATE FUNCTION normal_external_id(external_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(normalize(external_id, NFC),
        U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000')
$$;
COMMENT ON FUNCTION normal_external_id IS 'The form in which an external id is kept: NFC, without spaces around it, its case as it is';

CREATE FUNCTION is_external_id(external_id text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT external_id = normal_external_id(external_id)
        AND length(external_id) BETWEEN 1 AND 200
        -- control characters, and what is not seen
        AND external_id !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E007F]'
        AND external_id !~ '^[\u200C\u200D]|[\u200C\u200D]$'
        -- segments of a path that lead elsewhere
        AND external_id !~ '(^|[/\\])\.{1,2}($|[/\\])'
$$;
COMMENT ON FUNCTION is_external_id IS 'Whether an external id is in its normal form and may be one at all';

-- Those from before: to the normal form, with the identity's number behind it where the gallery has that already.
DO $$
DECLARE
    person record;
    wanted text;
    changed integer := 0;
BEGIN
    FOR person IN SELECT gallery_id, identity_id, external_id FROM identities WHERE NOT is_external_id(external_id)
        ORDER BY gallery_id, identity_id
    LOOP
        wanted := normal_external_id(regexp_replace(person.external_id,
            '[\u0001-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E007F]',
            ' ', 'g'));
        wanted := regexp_replace(wanted, '(^|[/\\])(\.{1,2})(?=$|[/\\])', '\1\2~', 'g');
        IF NOT is_external_id(wanted)
            OR EXISTS (SELECT FROM identities WHERE gallery_id = person.gallery_id AND external_id = wanted)
        THEN
            wanted := normal_external_id(left(wanted, 180)) || '~' || person.identity_id;
        END IF;
        UPDATE identities SET external_id = wanted
            WHERE gallery_id = person.gallery_id AND identity_id = person.identity_id;
        changed := changed + 1;
    END LOOP;
    IF changed > 0 THEN
        RAISE WARNING '% external ids were not in their normal form and were changed to it', changed
            USING HINT = 'Maybe look at those that met another one: SELECT gallery, external_id FROM identity_overview WHERE external_id ~ ''~[0-9]+$''';
    END IF;
END
$$;

ALTER TABLE identities ADD CONSTRAINT identities_external_id_normal CHECK (is_external_id(external_id)) NOT VALID;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 6';
