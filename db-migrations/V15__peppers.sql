-- What the service's pepper is good for besides keys.

ALTER TABLE access_keys ADD COLUMN pepper bytea CHECK (length(pepper) = 8);
COMMENT ON COLUMN access_keys.pepper IS
    'Tells peppers apart, and nothing of them: nobody gets in by a key that was made with another one than the service has. Null: not known';

ALTER TABLE webhooks
    ADD COLUMN secret_is_derived boolean NOT NULL DEFAULT false,
    ADD COLUMN secret_before_is_derived boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN webhooks.secret_is_derived IS
    'Whether deliveries are signed with what the service''s pepper makes of the secret here, so that a copy of the database signs nothing';
COMMENT ON COLUMN webhooks.secret_before_is_derived IS 'The same of the one before the last rotation';

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 15';
