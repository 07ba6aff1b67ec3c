-- Whoever may only verify isn't told who is enrolled: of somebody who isn't, as much is counted as of somebody who is, in
-- tables of the same columns. identity_id is a number that a secret of the service's makes of the external id, which isn't kept.

CREATE TABLE unknown_attempts (LIKE attempts INCLUDING ALL) WITH (fillfactor = 70);
ALTER TABLE unknown_attempts ADD FOREIGN KEY (gallery_id) REFERENCES galleries ON DELETE CASCADE;
CREATE INDEX ON unknown_attempts (reserved_at);
COMMENT ON TABLE unknown_attempts IS 'How often somebody tried to be a person whom there isn''t. Rows go after a while';
COMMENT ON COLUMN unknown_attempts.identity_id IS 'A keyed hash of the external id: of no identity';

CREATE TABLE unknown_nonces (LIKE nonces INCLUDING ALL);
ALTER TABLE unknown_nonces ADD FOREIGN KEY (gallery_id) REFERENCES galleries ON DELETE CASCADE;
COMMENT ON TABLE unknown_nonces IS 'As nonces, for people whom there aren''t';

CREATE TABLE unknown_seen_pictures (LIKE seen_pictures INCLUDING ALL);
ALTER TABLE unknown_seen_pictures ADD FOREIGN KEY (gallery_id) REFERENCES galleries ON DELETE CASCADE;
COMMENT ON TABLE unknown_seen_pictures IS 'As seen_pictures, for people whom there aren''t';

GRANT SELECT, INSERT, UPDATE, DELETE ON unknown_attempts, unknown_nonces, unknown_seen_pictures TO facegate_application;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 14';
