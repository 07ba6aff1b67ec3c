-- A decision is by a score: the cosine of two faces, less how much either of them resembles everybody. A face that lies in a
-- crowd of the embedding's space is close to many strangers; taking that off, a threshold means the same in every population.
--
--   score(a, b) = cosine(a, b) - (m(a) + m(b)) / 2,   m(x) = mean cosine of x to its four nearest centres
--
-- The centres come with the model, and are nobody's face. The database has them, so that it computes m itself, whoever adds a
-- template or asks: nothing can bring another one. Without centres m is 0, and the score is the cosine.

CREATE TABLE centre_sets (
    centres_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id text NOT NULL REFERENCES models,
    fingerprint text NOT NULL CHECK (length(fingerprint) BETWEEN 1 AND 100),
    nearest integer NOT NULL CHECK (nearest > 0),
    UNIQUE (model_id, fingerprint)
);
COMMENT ON TABLE centre_sets IS 'Sets of centres that scores are computed by. One set never changes: another calibration of a model has another';
COMMENT ON COLUMN centre_sets.fingerprint IS 'Names the set''s values, the same for every service that has them';
COMMENT ON COLUMN centre_sets.nearest IS 'How many centres, the nearest ones, crowding() takes the mean of';

CREATE TABLE centres (
    centres_id integer NOT NULL REFERENCES centre_sets ON DELETE CASCADE,
    number integer NOT NULL,
    centre vector NOT NULL CHECK (abs(vector_norm(centre) - 1) < 0.001),
    PRIMARY KEY (centres_id, number)
);
COMMENT ON TABLE centres IS 'Middles of the regions of an embedding''s space in which faces lie: of many people each, and nobody''s face';
ALTER TABLE centres ALTER COLUMN centre SET STORAGE PLAIN;
GRANT SELECT ON centre_sets, centres TO facegate_application;

ALTER TABLE models ADD COLUMN centres_id integer REFERENCES centre_sets;
COMMENT ON COLUMN models.centres_id IS
    'The set by which templates are scored from now on: that of the service which began last; null for none. A service decides by its own';

ALTER TABLE templates
    ADD COLUMN crowding real NOT NULL DEFAULT 0,
    ADD COLUMN centres_id integer;
COMMENT ON COLUMN templates.crowding IS 'm: the mean cosine of the embedding to the nearest centres; the database computes it';
COMMENT ON COLUMN templates.centres_id IS
    'The set that crowding is by. A search by another set computes its own meanwhile: slower, and as right';

ALTER TABLE gallery_models
    ADD COLUMN scored_by integer,
    ADD COLUMN scoring_by integer,
    ADD COLUMN scored_to bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN gallery_models.scored_by IS 'The set of centres that every template''s crowding is by; null before there was one';
COMMENT ON COLUMN gallery_models.scoring_by IS 'The set by which continue_scoring() works through the templates, or did last';
COMMENT ON COLUMN gallery_models.scored_to IS 'Up to this template it has done so';

CREATE FUNCTION crowding(centres_id integer, embedding vector) RETURNS real
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT avg(near.cosine) FROM (
        SELECT -(c.centre <#> embedding) AS cosine FROM centres c WHERE c.centres_id = crowding.centres_id
        ORDER BY cosine DESC
        LIMIT (SELECT s.nearest FROM centre_sets s WHERE s.centres_id = crowding.centres_id)) near);
END
$$;
COMMENT ON FUNCTION crowding IS 'm of a unit vector by a set of centres: the mean cosine to the nearest of them';

CREATE FUNCTION use_centres(model text, fingerprint text, nearest integer, centres vector[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    known integer := (SELECT s.centres_id FROM centre_sets s
        WHERE s.model_id = use_centres.model AND s.fingerprint = use_centres.fingerprint);
    needed integer := (SELECT m.dimension FROM models m WHERE m.model_id = use_centres.model);
BEGIN
    IF known IS NULL AND fingerprint IS NOT NULL THEN
        IF needed IS NULL OR cardinality(centres) < nearest
            OR EXISTS (SELECT FROM unnest(centres) c WHERE vector_dims(c) <> needed) THEN
            RAISE EXCEPTION 'Model % needs at least % centres of % values each', model, nearest, needed USING ERRCODE = 'FG003';
        END IF;
        INSERT INTO centre_sets (model_id, fingerprint, nearest) VALUES (model, fingerprint, nearest)
            ON CONFLICT DO NOTHING RETURNING centres_id INTO known;
        IF known IS NULL THEN -- another service has brought it just now
            SELECT s.centres_id INTO known FROM centre_sets s
                WHERE s.model_id = use_centres.model AND s.fingerprint = use_centres.fingerprint;
        ELSE
            INSERT INTO centres SELECT known, number, centre FROM unnest(centres) WITH ORDINALITY AS c (centre, number);
        END IF;
    END IF;
    UPDATE models m SET centres_id = known WHERE m.model_id = use_centres.model AND m.centres_id IS DISTINCT FROM known;
    RETURN known;
END
$$;
COMMENT ON FUNCTION use_centres IS
    'Makes a set of centres known, and the one by which a model''s templates are scored from now on; without a fingerprint, none. '
    'It runs as the owner, since the service may not change a template or a centre itself';
REVOKE EXECUTE ON FUNCTION use_centres FROM PUBLIC;
GRANT EXECUTE ON FUNCTION use_centres TO facegate_application;

-- As before, and with m.
CREATE OR REPLACE FUNCTION complete_template() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed integer;
BEGIN
    -- the constraints say the same, but indexes are written before constraints are checked
    SELECT g.dimension, m.centres_id INTO needed, NEW.centres_id
        FROM gallery_models g JOIN models m ON m.model_id = g.model_id
        WHERE g.gallery_id = NEW.gallery_id AND g.model_id = NEW.model_id;
    NEW.dimension := vector_dims(NEW.embedding);
    IF needed IS NULL THEN
        RAISE EXCEPTION 'Gallery % holds no templates of model %', NEW.gallery_id, NEW.model_id USING ERRCODE = 'FG002';
    ELSIF needed <> NEW.dimension THEN
        RAISE EXCEPTION 'The embedding has % values, and model % gives %', NEW.dimension, NEW.model_id, needed
            USING ERRCODE = 'FG003';
    END IF;
    NEW.crowding := coalesce(crowding(NEW.centres_id, NEW.embedding), 0);
    SELECT active INTO NEW.active FROM identities WHERE gallery_id = NEW.gallery_id AND identity_id = NEW.identity_id
        FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Gallery % has no identity %', NEW.gallery_id, NEW.identity_id USING ERRCODE = 'FG004';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION being_deleted(gallery_id bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM galleries g WHERE g.gallery_id = being_deleted.gallery_id AND g.name IS NULL)
$$;
COMMENT ON FUNCTION being_deleted IS 'Whether a gallery answers nobody any more, while what it held is being deleted';

CREATE FUNCTION continue_scoring(part integer DEFAULT 500) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    work record;
    chosen bigint[];
BEGIN
    SELECT g.gallery_id, g.model_id, g.scored_to, m.centres_id INTO work
        FROM gallery_models g JOIN models m ON m.model_id = g.model_id
        WHERE g.scored_by IS DISTINCT FROM m.centres_id AND g.scoring_by = m.centres_id AND NOT being_deleted(g.gallery_id)
        LIMIT 1 FOR NO KEY UPDATE OF g SKIP LOCKED;
    IF NOT FOUND THEN
        -- whoever adds templates holds the key of this row to the end: once nobody does, all that come are scored by the new set
        SELECT g.gallery_id, g.model_id, m.centres_id INTO work
            FROM gallery_models g JOIN models m ON m.model_id = g.model_id
            WHERE g.scored_by IS DISTINCT FROM m.centres_id AND m.centres_id IS NOT NULL AND NOT being_deleted(g.gallery_id)
            LIMIT 1 FOR UPDATE OF g SKIP LOCKED;
        IF FOUND THEN
            UPDATE gallery_models g SET scoring_by = work.centres_id, scored_to = 0
                WHERE g.gallery_id = work.gallery_id AND g.model_id = work.model_id;
            RETURN 'more';
        END IF;
        RETURN CASE WHEN EXISTS (
            SELECT FROM gallery_models g JOIN models m ON m.model_id = g.model_id
            WHERE g.scored_by IS DISTINCT FROM m.centres_id AND m.centres_id IS NOT NULL AND NOT being_deleted(g.gallery_id))
            THEN 'taken' ELSE 'finished' END;
    END IF;

    BEGIN
        -- it waits for nobody, so that nobody waits for it in a circle
        chosen := ARRAY(SELECT template_id FROM templates t
            WHERE t.gallery_id = work.gallery_id AND t.template_id > work.scored_to AND t.model_id = work.model_id
            ORDER BY t.template_id LIMIT part FOR NO KEY UPDATE NOWAIT);
    EXCEPTION
        WHEN lock_not_available THEN
            RETURN 'taken';
    END;
    UPDATE templates t SET centres_id = work.centres_id, crowding = crowding(work.centres_id, t.embedding)
        WHERE t.gallery_id = work.gallery_id AND t.template_id = ANY (chosen) AND t.centres_id IS DISTINCT FROM work.centres_id;
    UPDATE gallery_models g SET scored_to = coalesce(chosen[cardinality(chosen)], g.scored_to),
            scored_by = CASE WHEN cardinality(chosen) < part THEN work.centres_id ELSE g.scored_by END
        WHERE g.gallery_id = work.gallery_id AND g.model_id = work.model_id;
    RETURN 'more';
END
$$;
COMMENT ON FUNCTION continue_scoring IS
    'Scores a part of the templates that are scored by another set of centres than their model''s, in one transaction: more, '
    'finished, or taken if somebody else is at them. Running services do that by themselves. It runs as the owner, since the '
    'service may not change a template itself';
REVOKE EXECUTE ON FUNCTION continue_scoring FROM PUBLIC;
GRANT EXECUTE ON FUNCTION continue_scoring TO facegate_application;

CREATE FUNCTION centres_of(model text, fingerprint text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
    known integer;
BEGIN
    IF fingerprint IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT s.centres_id INTO known FROM centre_sets s WHERE s.model_id = model AND s.fingerprint = centres_of.fingerprint;
    IF known IS NULL THEN
        RAISE EXCEPTION 'Model % has no such centres here', model USING ERRCODE = 'FG005',
            HINT = 'Maybe let use_centres() make them known';
    END IF;
    RETURN known;
END
$$;
COMMENT ON FUNCTION centres_of IS 'The set of centres with this fingerprint; null for none, by which the score is the cosine';

CREATE FUNCTION current_centres(model text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT s.fingerprint FROM models m JOIN centre_sets s ON s.centres_id = m.centres_id WHERE m.model_id = model
$$;
COMMENT ON FUNCTION current_centres IS 'The fingerprint of the centres that a model''s templates are scored by; null for none';

-- loads pgvector, without which its settings are not known below
DO $$ BEGIN PERFORM '[1]'::vector; END $$;

CREATE FUNCTION find_identities(
    gallery text, model text, centres text, probe vector, k integer, min_score real, search text DEFAULT NULL
) RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real, score real
) LANGUAGE plpgsql STABLE ROWS 10
-- set_config() below then ends with the function. The planner can't know how few signs are near: OFFSET 0 below has it look
-- up one template for each, and costs of nothing have it take the second processor that it is given.
SET hnsw.ef_search = 40 SET hnsw.iterative_scan = 'relaxed_order' SET jit = off SET enable_sort = on
SET enable_memoize = off SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET max_parallel_workers_per_gather = 0 AS $$
#variable_conflict use_column
DECLARE
    space record;
    unit vector := l2_normalize(probe);
    method text;
    templates integer;
    signs bit varying;
    within double precision;
    near text;
    found_templates integer;
    best_identities bigint[];
    best_templates bigint[];
    best_distances double precision[];
    ranked text := '(embedding <#> $1)';
    set_of_asker integer;
    of_probe double precision := 0;
BEGIN
    SELECT g.gallery_id, m.space_id, m.model_id, m.dimension, m.search, m.candidates, m.search_width,
            m.active_templates INTO space
        FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
        WHERE g.name = find_identities.gallery;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no gallery %', gallery USING ERRCODE = 'FG001';
    END IF;
    IF model <> space.model_id THEN
        RAISE EXCEPTION 'Gallery % answers by model %, and the probe is of model %', gallery, space.model_id, model
            USING ERRCODE = 'FG002';
    END IF;
    IF vector_dims(probe) <> space.dimension OR vector_norm(probe) = 0 THEN
        RAISE EXCEPTION 'The probe has % values and length %, and gallery % needs % values and a length above 0',
            vector_dims(probe), vector_norm(probe), gallery, space.dimension USING ERRCODE = 'FG003';
    END IF;
    IF k NOT BETWEEN 1 AND 1000 THEN
        RAISE EXCEPTION 'k (%) must be between 1 and 1000', k USING ERRCODE = 'invalid_parameter_value';
    END IF;

    set_of_asker := centres_of(model, centres);
    IF set_of_asker IS NOT NULL THEN
        of_probe := crowding(set_of_asker, unit);
        -- halved by a multiplication, which is exact too
        ranked := ranked || format(
            ' + 0.5 * CASE WHEN centres_id = %1$s THEN crowding ELSE crowding(%1$s, embedding) END', set_of_asker);
    END IF;

    method := coalesce(find_identities.search, space.search);
    signs := binary_quantize(unit);
    -- half precision hardly changes the order, crowding does a little, signs do
    templates := greatest(4 * k, CASE method
        WHEN 'exact' THEN 0
        WHEN 'hnsw_halfvec' THEN CASE WHEN set_of_asker IS NULL THEN 32 ELSE 200 END
        ELSE space.candidates END);
    IF method = 'binary' THEN
        within := distance_of_nearest_signs(space.space_id, signs, templates);
        -- two processors read a million signs fast enough, and more would be missing to other searches
        IF space.active_templates > 150000 THEN
            PERFORM set_config('max_parallel_workers_per_gather', '1', true);
        END IF;
    ELSIF method LIKE 'hnsw%' THEN
        -- the planner knows nothing of what casts cost, and would rather cast and sort some ten thousand rows
        PERFORM set_config('enable_sort', 'off', true);
    END IF;
    LOOP
        IF method LIKE 'hnsw%' THEN
            PERFORM set_config('hnsw.ef_search', least(1000, greatest(space.search_width, templates))::text, true);
        END IF;
        near := CASE WHEN method = 'exact' THEN
                'SELECT template_id, identity_id, %6$s AS distance FROM templates
                WHERE gallery_id = %1$s AND model_id = %2$L AND active ORDER BY distance LIMIT %4$s'
            ELSE 'SELECT template.* FROM (' || CASE
                WHEN within IS NOT NULL THEN 'SELECT template_id FROM template_signs WHERE space_id = %5$s AND signs <~> $2 <= $3'
                WHEN method = 'binary' THEN 'SELECT template_id FROM template_signs WHERE space_id = %5$s ORDER BY signs <~> $2 LIMIT %4$s'
                ELSE 'SELECT template_id FROM templates WHERE gallery_id = %1$s AND model_id = %2$L AND active ORDER BY ' || CASE method
                    WHEN 'hnsw_binary' THEN '(binary_quantize(embedding)::bit(%3$s)) <~> $2::bit(%3$s)'
                    WHEN 'hnsw_halfvec' THEN '(embedding::halfvec(%3$s)) <#> $1::halfvec(%3$s)'
                END || ' LIMIT %4$s'
            END || ') candidate CROSS JOIN LATERAL (
                SELECT template_id, identity_id, %6$s AS distance FROM templates t
                WHERE t.gallery_id = %1$s AND t.template_id = candidate.template_id OFFSET 0) template'
        END;
        EXECUTE 'WITH found AS MATERIALIZED ('
            || format(near, space.gallery_id, space.model_id, space.dimension, templates, space.space_id, ranked) || '), best AS (
                SELECT DISTINCT ON (identity_id) * FROM found ORDER BY identity_id, distance, template_id),
            top AS (SELECT * FROM best ORDER BY distance, identity_id LIMIT $4)
            SELECT array_agg(identity_id ORDER BY distance, identity_id),
                array_agg(template_id ORDER BY distance, identity_id),
                array_agg(distance ORDER BY distance, identity_id),
                (SELECT count(*) FROM found)
            FROM top'
            INTO best_identities, best_templates, best_distances, found_templates
            USING unit, signs, within, k;
        -- people with many templates may crowd out others: look further until k people are found, or all were seen
        EXIT WHEN cardinality(best_identities) >= k OR (found_templates < templates AND within IS NULL);
        within := NULL;
        templates := least(templates::bigint * 4, 2000000000);
    END LOOP;

    RETURN QUERY
        SELECT i.identity_id, i.external_id, i.display_name, i.metadata, b.template_id,
            (-(t.embedding <#> unit))::real, (-(b.distance + 0.5 * of_probe))::real
        FROM unnest(best_identities, best_templates, best_distances) AS b (identity_id, template_id, distance)
        JOIN identities i ON i.gallery_id = space.gallery_id AND i.identity_id = b.identity_id
        JOIN templates t ON t.gallery_id = space.gallery_id AND t.template_id = b.template_id
        WHERE (-(b.distance + 0.5 * of_probe))::real >= min_score
        ORDER BY b.distance, b.identity_id;
END
$$;
COMMENT ON FUNCTION find_identities IS
    'nearest_identities() for a probe whose model is known, by the score that a set of centres gives (null: the cosine); search '
    'overrides the gallery''s way of searching. Errors: FG001 no such gallery, FG002 probe of another model, FG003 probe of '
    'another dimension, FG005 centres that use_centres() has to make known first';

-- of the version before: its thresholds are cosines
CREATE OR REPLACE FUNCTION search_identities(
    gallery text, model text, probe vector, k integer, min_similarity real, search text DEFAULT NULL
) RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real
) LANGUAGE sql STABLE ROWS 10 AS $$
    SELECT f.identity_id, f.external_id, f.display_name, f.metadata, f.template_id, f.similarity
    FROM find_identities(gallery, model, NULL, probe, k, min_similarity, search) f
$$;
COMMENT ON FUNCTION search_identities IS 'find_identities() by the cosine, whatever centres the model has';

-- contract: unused since 0.1.0, since no service ever called it: people do, and by its place the last parameter is the same
DROP FUNCTION nearest_identities;
CREATE FUNCTION nearest_identities(gallery text, probe vector, k integer, min_score real)
RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real, score real
) LANGUAGE sql STABLE ROWS 10 AS $$
    SELECT f.* FROM (SELECT coalesce((SELECT model_id FROM galleries WHERE name = gallery), '') AS model) g,
        find_identities(gallery, g.model, current_centres(g.model), probe, k, min_score) f
$$;
COMMENT ON FUNCTION nearest_identities IS
    'The at most k active people of a gallery who resemble the probe most, each by their best template, with cosine '
    'similarity (-1..1) and a score of at least min_score, best score first. No row means: unknown. '
    'The probe must be of the gallery''s model; it needs no unit length.';

CREATE FUNCTION identity_score(gallery text, external_id text, model text, centres text, probe vector)
RETURNS TABLE (template_id bigint, similarity real, score real) LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
DECLARE
    unit constant vector := l2_normalize(probe);
    set_of_asker constant integer := centres_of(model, centres);
    of_probe constant double precision := coalesce(crowding(set_of_asker, unit), 0);
BEGIN
    RETURN QUERY
        SELECT t.template_id, t.similarity::real, (t.similarity - 0.5 * (of_probe + t.of_template))::real AS score
        FROM (
            SELECT t.template_id, -(t.embedding <#> unit) AS similarity,
                CASE WHEN set_of_asker IS NULL THEN 0 WHEN t.centres_id = set_of_asker THEN t.crowding
                    ELSE crowding(set_of_asker, t.embedding) END AS of_template
            FROM galleries g
            JOIN identities i ON i.gallery_id = g.gallery_id AND i.external_id = identity_score.external_id AND i.active
            JOIN templates t ON t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id AND t.model_id = g.model_id
            WHERE g.name = gallery AND g.model_id = model) t
        ORDER BY score DESC, template_id LIMIT 1;
END
$$;
COMMENT ON FUNCTION identity_score IS
    'Similarity and score of the probe to the best template of one active person, by a set of centres (null: the cosine); '
    'no row if there is none, or the gallery answers by another model';

CREATE FUNCTION identity_score(gallery text, external_id text, probe vector)
RETURNS TABLE (template_id bigint, similarity real, score real) LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT s.* FROM galleries g,
    LATERAL identity_score(gallery, external_id, g.model_id, current_centres(g.model_id), probe) s
    WHERE g.name = gallery
$$;
COMMENT ON FUNCTION identity_score(text, text, vector) IS
    'Similarity and score of the probe to the best template of one active person; no row if there is none';

-- A gallery says of whom it is: thresholds differ.

ALTER TABLE galleries ADD COLUMN population text NOT NULL DEFAULT 'grown' CHECK (population IN ('grown', 'children'));
COMMENT ON COLUMN galleries.population IS 'Whose thresholds it decides by: grown people''s or children''s';

-- As before, and with every column that there is, or will be.
CREATE OR REPLACE FUNCTION begin_gallery_emptying(gallery text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    full_one galleries;
    empty_one galleries;
    job bigint;
BEGIN
    SELECT * INTO full_one FROM galleries WHERE name = begin_gallery_emptying.gallery FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE galleries SET name = NULL WHERE gallery_id = full_one.gallery_id;
    empty_one := full_one;
    empty_one.gallery_id := nextval(pg_get_serial_sequence('galleries', 'gallery_id'));
    empty_one.moves_to := NULL;
    INSERT INTO galleries OVERRIDING SYSTEM VALUE VALUES (empty_one.*);
    INSERT INTO gallery_models (gallery_id, model_id, dimension)
        SELECT empty_one.gallery_id, model_id, dimension FROM gallery_models
        WHERE gallery_id = full_one.gallery_id AND model_id = full_one.moves_to;
    UPDATE galleries SET moves_to = full_one.moves_to WHERE gallery_id = empty_one.gallery_id AND full_one.moves_to IS NOT NULL;
    INSERT INTO jobs (kind, gallery_id, gallery) VALUES ('empty_gallery', full_one.gallery_id, full_one.name)
        RETURNING job_id INTO job;
    RETURN job;
END
$$;
COMMENT ON FUNCTION begin_gallery_emptying IS
    'Puts an empty gallery with the same name and settings in a gallery''s place at once, and returns the job that deletes '
    'what it held; null if there is no such gallery';
GRANT USAGE ON SEQUENCE galleries_gallery_id_seq TO facegate_application;

CREATE OR REPLACE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at, g.fmr, g.moves_to, g.population
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
    WHERE g.name IS NOT NULL;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 8';
