-- Who may ask. Of a key only what a secret of the service's makes of it is kept, so that this table lets nobody in.

CREATE TABLE access_keys (
    key_id text PRIMARY KEY CHECK (key_id ~ '^[a-z0-9]{12}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0
        AND scopes <@ ARRAY['detect', 'compare', 'verify', 'identify', 'enrol', 'read', 'admin']),
    galleries text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    successor text REFERENCES access_keys,
    CHECK (cardinality(galleries) = 0 OR NOT 'admin' = ANY (scopes))
);
COMMENT ON TABLE access_keys IS 'Keys of those who may ask; never deleted, so that an id always tells whom it was given to';
COMMENT ON COLUMN access_keys.key_id IS 'The part of the key that is no secret: fg_<key_id>_<secret>';
COMMENT ON COLUMN access_keys.name IS 'What the key is for';
COMMENT ON COLUMN access_keys.hash IS 'HMAC-SHA-256 of the whole key with the pepper, which is not in the database';
COMMENT ON COLUMN access_keys.galleries IS 'Names of the galleries that the key is bound to; empty for all';
COMMENT ON COLUMN access_keys.revoked_at IS 'Set it to revoke the key: UPDATE access_keys SET revoked_at = now() WHERE key_id = ...';
COMMENT ON COLUMN access_keys.successor IS 'The key that this one was rotated to';

-- apart, so that a use isn't a change that every service must look at
CREATE TABLE access_key_uses (
    key_id text PRIMARY KEY REFERENCES access_keys,
    last_used_at timestamptz NOT NULL
);
COMMENT ON TABLE access_key_uses IS 'When a key was used last, to about a minute';

CREATE TABLE access_key_version (
    version bigint NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO access_key_version (version) VALUES (0);
COMMENT ON TABLE access_key_version IS 'Counts the changes of access_keys: services that hold keys in memory ask for it';

CREATE FUNCTION count_access_key_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE access_key_version SET version = version + 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON access_keys
    FOR EACH STATEMENT EXECUTE FUNCTION count_access_key_change();

GRANT SELECT, INSERT, UPDATE ON access_keys, access_key_uses TO facegate_application;
GRANT SELECT ON access_key_version TO facegate_application;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 9';
