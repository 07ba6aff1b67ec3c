-- Work that takes longer than a request should: it goes on in parts that commit, whoever asked for it, and can be asked about.

-- A gallery that is being deleted has no name: nothing finds it any more, and its name can be used again. Its rows go in parts.
ALTER TABLE galleries ALTER COLUMN name DROP NOT NULL;
COMMENT ON COLUMN galleries.name IS 'Null while all that the gallery held is being deleted: it answers nobody then';

-- An import, which is one transaction, locks its gallery when it ends and not from its first person on
ALTER TABLE identities ALTER CONSTRAINT identities_gallery_id_fkey DEFERRABLE INITIALLY IMMEDIATE;

CREATE TABLE jobs (
    job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('delete_gallery', 'empty_gallery', 'drop_model', 'import')),
    -- without references: a job outlives what it deletes
    gallery_id bigint NOT NULL,
    gallery text NOT NULL,
    model_id text CHECK ((model_id IS NOT NULL) = (kind = 'drop_model')),
    identities bigint NOT NULL DEFAULT 0,
    templates bigint NOT NULL DEFAULT 0,
    last_identity bigint NOT NULL DEFAULT 0,
    last_template bigint NOT NULL DEFAULT 0,
    result json,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
COMMENT ON TABLE jobs IS 'Deletions and imports that take a while, and for a week those that are done';
COMMENT ON COLUMN jobs.gallery IS 'The name that the gallery had';
COMMENT ON COLUMN jobs.model_id IS 'The model whose templates are dropped';
COMMENT ON COLUMN jobs.identities IS 'How many people were deleted until now, or how many an import brought';
COMMENT ON COLUMN jobs.templates IS 'How many templates were deleted until now, or how many an import brought';
COMMENT ON COLUMN jobs.last_template IS 'Up to this one templates are deleted: the next part needn''t look at what is gone';
COMMENT ON COLUMN jobs.result IS 'Of an import: what it brought, or the problem that it ended with';
COMMENT ON COLUMN jobs.finished_at IS 'Null while there is something left to do';
CREATE UNIQUE INDEX jobs_dropping ON jobs (gallery_id, model_id) WHERE kind = 'drop_model' AND finished_at IS NULL;
CREATE INDEX jobs_unfinished ON jobs (job_id) WHERE finished_at IS NULL;
CREATE INDEX ON jobs (finished_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO facegate_application;

CREATE FUNCTION begin_gallery_deletion(gallery text) RETURNS bigint LANGUAGE sql AS $$
    WITH doomed AS (
        UPDATE galleries SET name = NULL WHERE name = begin_gallery_deletion.gallery RETURNING gallery_id)
    INSERT INTO jobs (kind, gallery_id, gallery)
    SELECT 'delete_gallery', gallery_id, begin_gallery_deletion.gallery FROM doomed RETURNING job_id
$$;
COMMENT ON FUNCTION begin_gallery_deletion IS
    'Takes a gallery away from everybody at once, and returns the job that deletes what it holds; null if there is none. '
    'Running services do the rest, or continue_deletion() by hand';

CREATE FUNCTION begin_gallery_emptying(gallery text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    full_one galleries;
    empty_one bigint;
    job bigint;
BEGIN
    SELECT * INTO full_one FROM galleries WHERE name = begin_gallery_emptying.gallery FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE galleries SET name = NULL WHERE gallery_id = full_one.gallery_id;
    INSERT INTO galleries (name, model_id, created_at, fmr)
        VALUES (full_one.name, full_one.model_id, full_one.created_at, full_one.fmr) RETURNING gallery_id INTO empty_one;
    INSERT INTO gallery_models (gallery_id, model_id, dimension)
        SELECT empty_one, model_id, dimension FROM gallery_models
        WHERE gallery_id = full_one.gallery_id AND model_id = full_one.moves_to;
    UPDATE galleries SET moves_to = full_one.moves_to WHERE gallery_id = empty_one AND full_one.moves_to IS NOT NULL;
    INSERT INTO jobs (kind, gallery_id, gallery) VALUES ('empty_gallery', full_one.gallery_id, full_one.name)
        RETURNING job_id INTO job;
    RETURN job;
END
$$;
COMMENT ON FUNCTION begin_gallery_emptying IS
    'Puts an empty gallery of the same name, model and rate in a gallery''s place at once, and returns the job that deletes '
    'what it held; null if there is no such gallery';

CREATE FUNCTION continue_deletion(job bigint, part integer DEFAULT 2000) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    work jobs;
    chosen bigint[];
    gone bigint;
BEGIN
    SELECT * INTO work FROM jobs WHERE job_id = job AND kind <> 'import' AND finished_at IS NULL FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN CASE WHEN EXISTS (SELECT FROM jobs WHERE job_id = job AND finished_at IS NULL) THEN 'taken' ELSE 'finished' END;
    END IF;
    -- by hand, or by a service of the version before, a gallery may have taken up the model again
    IF work.kind = 'drop_model' AND EXISTS (
        SELECT FROM galleries WHERE gallery_id = work.gallery_id AND work.model_id IN (model_id, moves_to)) THEN
        UPDATE jobs SET finished_at = now() WHERE job_id = job;
        RETURN 'finished';
    END IF;

    chosen := ARRAY(SELECT template_id FROM templates
        WHERE gallery_id = work.gallery_id AND template_id > work.last_template
            AND (work.model_id IS NULL OR model_id = work.model_id)
        ORDER BY template_id LIMIT part);
    IF work.kind = 'drop_model' THEN
        UPDATE identities i SET lost_templates = true
        WHERE i.gallery_id = work.gallery_id AND NOT i.lost_templates
            AND i.identity_id IN (
                SELECT identity_id FROM templates WHERE gallery_id = work.gallery_id AND template_id = ANY (chosen))
            AND enrolment_state(i.gallery_id, i.identity_id) = 'needs_re_enrolment';
    END IF;
    DELETE FROM templates WHERE gallery_id = work.gallery_id AND template_id = ANY (chosen);
    GET DIAGNOSTICS gone = ROW_COUNT;
    UPDATE jobs SET templates = templates + gone,
        last_template = coalesce(chosen[cardinality(chosen)], last_template) WHERE job_id = job;
    IF cardinality(chosen) = part THEN
        RETURN 'more';
    END IF;

    IF work.kind <> 'drop_model' THEN
        chosen := ARRAY(SELECT identity_id FROM identities
            WHERE gallery_id = work.gallery_id AND identity_id > work.last_identity ORDER BY identity_id LIMIT part);
        DELETE FROM identities WHERE gallery_id = work.gallery_id AND identity_id = ANY (chosen);
        GET DIAGNOSTICS gone = ROW_COUNT;
        UPDATE jobs SET identities = identities + gone,
            last_identity = coalesce(chosen[cardinality(chosen)], last_identity) WHERE job_id = job;
        IF cardinality(chosen) = part THEN
            RETURN 'more';
        END IF;
    END IF;

    -- with what came from requests that were under way
    IF work.kind = 'drop_model' THEN
        DELETE FROM gallery_models WHERE gallery_id = work.gallery_id AND model_id = work.model_id;
    ELSE
        DELETE FROM galleries WHERE gallery_id = work.gallery_id;
    END IF;
    PERFORM drop_orphaned_search_indexes();
    UPDATE jobs SET finished_at = now() WHERE job_id = job;
    RETURN 'finished';
END
$$;
COMMENT ON FUNCTION continue_deletion IS
    'Deletes a part of what a job is to delete, in one transaction: more, finished, or taken if somebody else is at it';

CREATE VIEW job_overview AS
    SELECT job_id, kind, gallery, model_id AS model,
        CASE
            WHEN finished_at IS NOT NULL THEN CASE WHEN result->>'code' IS NULL THEN 'finished' ELSE 'failed' END
            -- an import is one transaction, which holds the lock of this class and number as long as it lives
            WHEN kind = 'import' AND NOT EXISTS (
                SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
                WHERE l.locktype = 'advisory' AND l.classid = 1718026241 AND l.objid = job_id::integer::oid AND l.objsubid = 2)
                THEN 'failed'
            ELSE 'running'
        END AS state,
        identities, templates, created_at, finished_at
    FROM jobs;
COMMENT ON VIEW job_overview IS
    'Deletions and imports that take a while, with how far they are. Of an import that failed nothing was kept';
GRANT SELECT ON job_overview TO facegate_application;

-- Dropping an index needs a lock that every search would wait behind: it is given up soon, and tried again.
ALTER FUNCTION drop_orphaned_search_indexes() SET lock_timeout = '500ms';

CREATE OR REPLACE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at, g.fmr, g.moves_to
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
    WHERE g.name IS NOT NULL;

CREATE OR REPLACE VIEW identity_overview AS
    SELECT g.name AS gallery, i.external_id, i.display_name, i.metadata, i.active,
        count(t.template_id) AS templates, max(t.quality) AS best_quality, max(t.created_at) AS last_enrolled_at, i.created_at,
        enrolment_state(i.gallery_id, i.identity_id) AS enrolment
    FROM galleries g
    JOIN identities i ON i.gallery_id = g.gallery_id
    LEFT JOIN templates t ON t.gallery_id = i.gallery_id AND t.identity_id = i.identity_id AND t.model_id = g.model_id
    WHERE g.name IS NOT NULL
    GROUP BY g.gallery_id, i.gallery_id, i.identity_id;

CREATE OR REPLACE VIEW template_overview AS
    SELECT g.name AS gallery, i.external_id, t.template_id, t.model_id AS model, t.model_id = g.model_id AS searched,
        t.quality, t.source, t.created_at
    FROM templates t
    JOIN galleries g ON g.gallery_id = t.gallery_id
    JOIN identities i ON i.gallery_id = t.gallery_id AND i.identity_id = t.identity_id
    WHERE g.name IS NOT NULL;

CREATE OR REPLACE VIEW move_overview AS
    SELECT move.gallery, move.from_model, move.to_model, move.state,
        count(*) FILTER (WHERE people.ready) AS ready,
        count(*) FILTER (WHERE NOT people.ready AND people.enrolled) AS needs_re_enrolment,
        count(*) FILTER (WHERE NOT people.ready AND NOT people.enrolled) AS not_enrolled
    FROM (
        SELECT g.gallery_id, g.name AS gallery, coalesce(g.moves_to, g.model_id) AS to_model,
            CASE WHEN g.moves_to IS NULL THEN other.model_id ELSE g.model_id END AS from_model,
            CASE WHEN g.moves_to IS NULL THEN 'finished' ELSE 'moving' END AS state
        FROM galleries g JOIN gallery_models other ON other.gallery_id = g.gallery_id AND other.model_id <> g.model_id
        WHERE g.name IS NOT NULL AND NOT EXISTS (
            SELECT FROM jobs j WHERE j.gallery_id = g.gallery_id AND j.kind = 'drop_model' AND j.finished_at IS NULL)) move
    LEFT JOIN LATERAL (
        SELECT EXISTS (SELECT FROM templates t WHERE t.gallery_id = i.gallery_id AND t.identity_id = i.identity_id
                AND t.model_id = move.to_model) AS ready,
            i.lost_templates OR EXISTS (SELECT FROM templates t WHERE t.gallery_id = i.gallery_id
                AND t.identity_id = i.identity_id) AS enrolled
        FROM identities i WHERE i.gallery_id = move.gallery_id) people ON true
    GROUP BY move.gallery_id, move.gallery, move.from_model, move.to_model, move.state;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 7';
