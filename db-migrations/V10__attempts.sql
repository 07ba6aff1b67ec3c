-- Who gets in by their face can't be tried without end: consecutive failures are counted for each identity, make each further
-- try wait, and at last disable the face until an administrator enables it (NIST SP 800-63B-4, section 3.2.3).

ALTER TABLE galleries ADD COLUMN verification jsonb CHECK (jsonb_typeof(verification) = 'object');
COMMENT ON COLUMN galleries.verification IS
    'What this gallery has otherwise than the operator of how often, and how, people may be verified; null for nothing';

-- Reservations are numbered, and a success forgives all up to its own number. So what is neither concluded nor forgiven, as
-- its service died in between, is a failure without a word written, and failures that overlap a success are not forgotten.
CREATE TABLE attempts (
    gallery_id bigint NOT NULL,
    identity_id bigint NOT NULL,
    reserved bigint NOT NULL,
    forgiven bigint NOT NULL DEFAULT 0 CHECK (forgiven <= reserved),
    reserved_at timestamptz NOT NULL,
    succeeded_at timestamptz,
    disabled_at timestamptz,
    PRIMARY KEY (gallery_id, identity_id),
    FOREIGN KEY (gallery_id, identity_id) REFERENCES identities ON DELETE CASCADE
) WITH (fillfactor = 70); -- changed in place, again and again
COMMENT ON TABLE attempts IS 'How often somebody tried to be an identity. A row is there once somebody did';
COMMENT ON COLUMN attempts.reserved IS 'The number of the last try, which is reserved before anything is compared';
COMMENT ON COLUMN attempts.forgiven IS 'Tries up to this number are forgiven: the consecutive failures are those after it';
COMMENT ON COLUMN attempts.reserved_at IS 'When the last try was reserved, by the clock of the database';
COMMENT ON COLUMN attempts.disabled_at IS 'Since when the face is no factor, until an administrator resets it; null if it is one';
GRANT SELECT, INSERT, UPDATE, DELETE ON attempts TO facegate_application;

CREATE VIEW attempt_overview AS
    SELECT g.name AS gallery, i.external_id, a.reserved - a.forgiven AS failures, a.reserved_at AS last_try_at,
        a.succeeded_at AS last_success_at, a.disabled_at
    FROM attempts a
    JOIN galleries g ON g.gallery_id = a.gallery_id
    JOIN identities i ON i.gallery_id = a.gallery_id AND i.identity_id = a.identity_id
    WHERE g.name IS NOT NULL;
COMMENT ON VIEW attempt_overview IS
    'Who was tried to be, with the failures since the last success. disabled_at: the face is no factor until it is reset';
GRANT SELECT ON attempt_overview TO facegate_application;

-- What was recorded once can't be shown again.

CREATE TABLE nonces (
    nonce_hash bytea PRIMARY KEY CHECK (length(nonce_hash) = 32),
    gallery_id bigint NOT NULL,
    identity_id bigint NOT NULL,
    owner text NOT NULL,
    expires_at timestamptz NOT NULL,
    FOREIGN KEY (gallery_id, identity_id) REFERENCES identities ON DELETE CASCADE
);
COMMENT ON TABLE nonces IS 'Each is for one verification of an identity: using it deletes it';
COMMENT ON COLUMN nonces.nonce_hash IS 'SHA-256 of the nonce, which has 256 random bits';
COMMENT ON COLUMN nonces.owner IS 'Who asked for it: nobody else may use it';
CREATE INDEX ON nonces (gallery_id, identity_id);
CREATE INDEX ON nonces (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON nonces TO facegate_application;

ALTER TABLE galleries ADD COLUMN replay_key bytea NOT NULL
    DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) CHECK (length(replay_key) = 32);
COMMENT ON COLUMN galleries.replay_key IS 'Random: hashes of pictures that were seen in this gallery can''t be compared with others';

CREATE TABLE seen_pictures (
    gallery_id bigint NOT NULL,
    identity_id bigint NOT NULL,
    picture_hash bytea NOT NULL CHECK (length(picture_hash) = 32),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (gallery_id, identity_id, picture_hash),
    FOREIGN KEY (gallery_id, identity_id) REFERENCES identities ON DELETE CASCADE
);
COMMENT ON TABLE seen_pictures IS 'What was shown for an identity lately, so that it is refused when it is shown again: no picture';
COMMENT ON COLUMN seen_pictures.picture_hash IS 'SHA-256 of the gallery''s replay_key and the SHA-256 of the picture';
CREATE INDEX ON seen_pictures (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON seen_pictures TO facegate_application;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 10';
