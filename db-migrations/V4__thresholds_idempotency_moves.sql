-- A gallery may have a false match rate of its own.

ALTER TABLE galleries ADD COLUMN fmr double precision CHECK (fmr > 0 AND fmr < 1);
COMMENT ON COLUMN galleries.fmr IS
    'False match rate at which the gallery matches unless a request asks for another; null for the operator''s policy';

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

-- A gallery moves to another model while it answers by the one that it has.

ALTER TABLE galleries
    ADD COLUMN moves_to text CHECK (moves_to <> model_id),
    ADD FOREIGN KEY (gallery_id, moves_to) REFERENCES gallery_models (gallery_id, model_id);
COMMENT ON COLUMN galleries.moves_to IS
    'The model that the gallery moves to: enrolments add templates of both, and searches still answer by model_id; null when it doesn''t move';

ALTER TABLE identities ADD COLUMN lost_templates boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN identities.lost_templates IS 'Whether all templates of this person were dropped with the model that they were of';

CREATE FUNCTION enrolment_state(gallery_id bigint, identity_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN EXISTS (SELECT FROM templates t WHERE t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id
            AND t.model_id = coalesce(g.moves_to, g.model_id)) THEN 'ready'
        WHEN i.lost_templates OR EXISTS (
            SELECT FROM templates t WHERE t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id) THEN 'needs_re_enrolment'
        ELSE 'not_enrolled'
    END
    FROM galleries g JOIN identities i ON i.gallery_id = g.gallery_id
    WHERE g.gallery_id = enrolment_state.gallery_id AND i.identity_id = enrolment_state.identity_id
$$;
COMMENT ON FUNCTION enrolment_state IS
    'ready: has a template of the gallery''s model, or while the gallery moves, of the model that it moves to. '
    'needs_re_enrolment: had templates of another model only. not_enrolled: never had one, or all were deleted';

CREATE OR REPLACE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at, g.fmr, g.moves_to
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id;

CREATE OR REPLACE VIEW identity_overview AS
    SELECT g.name AS gallery, i.external_id, i.display_name, i.metadata, i.active,
        count(t.template_id) AS templates, max(t.quality) AS best_quality, max(t.created_at) AS last_enrolled_at, i.created_at,
        enrolment_state(i.gallery_id, i.identity_id) AS enrolment
    FROM galleries g
    JOIN identities i ON i.gallery_id = g.gallery_id
    LEFT JOIN templates t ON t.gallery_id = i.gallery_id AND t.identity_id = i.identity_id AND t.model_id = g.model_id
    GROUP BY g.gallery_id, i.gallery_id, i.identity_id;

CREATE VIEW move_overview AS
    SELECT move.gallery, move.from_model, move.to_model, move.state,
        count(*) FILTER (WHERE people.ready) AS ready,
        count(*) FILTER (WHERE NOT people.ready AND people.enrolled) AS needs_re_enrolment,
        count(*) FILTER (WHERE NOT people.ready AND NOT people.enrolled) AS not_enrolled
    FROM (
        SELECT g.gallery_id, g.name AS gallery, coalesce(g.moves_to, g.model_id) AS to_model,
            CASE WHEN g.moves_to IS NULL THEN other.model_id ELSE g.model_id END AS from_model,
            CASE WHEN g.moves_to IS NULL THEN 'finished' ELSE 'moving' END AS state
        FROM galleries g JOIN gallery_models other ON other.gallery_id = g.gallery_id AND other.model_id <> g.model_id) move
    LEFT JOIN LATERAL (
        SELECT EXISTS (SELECT FROM templates t WHERE t.gallery_id = i.gallery_id AND t.identity_id = i.identity_id
                AND t.model_id = move.to_model) AS ready,
            i.lost_templates OR EXISTS (SELECT FROM templates t WHERE t.gallery_id = i.gallery_id
                AND t.identity_id = i.identity_id) AS enrolled
        FROM identities i WHERE i.gallery_id = move.gallery_id) people ON true
    GROUP BY move.gallery_id, move.gallery, move.from_model, move.to_model, move.state;
COMMENT ON VIEW move_overview IS
    'Galleries that move to another model, and how many people are ready for it. State moving: the gallery answers by '
    'from_model. State finished: it answers by to_model, and templates of from_model are still there';
GRANT SELECT ON move_overview TO facegate_application;

-- an index of a model that the gallery has left holds copies of embeddings too
CREATE OR REPLACE FUNCTION drop_orphaned_search_indexes() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    orphan text;
    dropped integer := 0;
BEGIN
    FOR orphan IN
        SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = 'templates'::regclass
            AND c.relname ~ '^templates_[0-9]+_[0-9a-f]{8}_hnsw_(halfvec|binary)$'
            AND NOT EXISTS (SELECT FROM gallery_models m
                WHERE m.gallery_id = split_part(c.relname, '_', 2)::bigint
                    AND left(md5(m.model_id), 8) = split_part(c.relname, '_', 3))
    LOOP
        EXECUTE format('DROP INDEX IF EXISTS %I', orphan);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
COMMENT ON FUNCTION drop_orphaned_search_indexes IS
    'Drops the HNSW indexes of galleries that are deleted, and of models that a gallery has left, and says how many. The '
    'service calls it; it runs as the owner, since the service may not drop an index itself';
