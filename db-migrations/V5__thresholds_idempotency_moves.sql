-- A gallery may have a false match rate of its own.

ALTER TABLE galleries ADD COLUMN fmr double precision CHECK (fmr > 0 AND fmr < 1);
COMMENT ON COLUMN galleries.fmr IS
    'False match rate at which the gallery matches unless a request asks for another; null for the operator''s policy';

CREATE OR REPLACE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at, g.fmr
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id;

-- A request that is repeated with its Idempotency-Key is answered as the first time.

CREATE TABLE idempotent_requests (
    gallery_id bigint NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    identity_id bigint NOT NULL,
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
    lease uuid NOT NULL UNIQUE,
    leased_until timestamptz NOT NULL,
    response json,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gallery_id, key),
    FOREIGN KEY (gallery_id, identity_id) REFERENCES identities ON DELETE CASCADE
);
COMMENT ON TABLE idempotent_requests IS
    'Answers to requests that came with an Idempotency-Key, for a day: no name, no picture and no embedding is in them';
COMMENT ON COLUMN idempotent_requests.fingerprint IS 'SHA-256 of what the request asked for';
COMMENT ON COLUMN idempotent_requests.lease IS 'Names whoever works on the request';
COMMENT ON COLUMN idempotent_requests.leased_until IS
    'Who works on the request extends this; past it, and without a response, the request has died';
COMMENT ON COLUMN idempotent_requests.response IS 'The first answer; null while it is worked on';
CREATE INDEX ON idempotent_requests (gallery_id, identity_id);
CREATE INDEX ON idempotent_requests (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotent_requests TO facegate_application;
