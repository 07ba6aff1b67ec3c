-- Searches. The service calls these functions too, so a query by hand gives the service's answer.

-- loads pgvector, without which its settings are not known below
DO $$ BEGIN PERFORM '[1]'::vector; END $$;

CREATE FUNCTION distance_of_nearest_signs(space_id integer, probe bit varying, templates integer) RETURNS double precision
LANGUAGE plpgsql STABLE SET jit = off SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
    -- a sample in which some thirty of the nearest are to be expected, and a few more to be safe
    sampled constant numeric := least(100, 100 * 30.0 / templates);
    sampled_rank constant integer := 36;
    distance double precision;
BEGIN
    -- the space is a literal, so that only its partition is read
    EXECUTE format('SELECT (array_agg(distance ORDER BY distance))[%s] FROM (
            SELECT signs <~> $1 AS distance FROM template_signs TABLESAMPLE SYSTEM (%s) REPEATABLE (0)
            WHERE space_id = %s ORDER BY distance LIMIT %s) nearest', sampled_rank, sampled, space_id, sampled_rank)
        INTO distance USING probe;
    RETURN distance;
END
$$;
COMMENT ON FUNCTION distance_of_nearest_signs IS
    'The Hamming distance within which about so many templates have their signs, estimated from a sample; null if there are '
    'too few for that. Part of search_identities(), which needn''t sort a million distances then';

CREATE FUNCTION search_identities(
    gallery text, model text, probe vector, k integer, min_similarity real, search text DEFAULT NULL
) RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real
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
    best_similarities real[];
BEGIN
    SELECT g.gallery_id, m.space_id, m.model_id, m.dimension, m.search, m.candidates, m.search_width,
            m.active_templates INTO space
        FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
        WHERE g.name = search_identities.gallery;
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

    method := coalesce(search_identities.search, space.search);
    signs := binary_quantize(unit);
    -- half precision hardly changes the order, signs do
    templates := greatest(4 * k, CASE method WHEN 'exact' THEN 0 WHEN 'hnsw_halfvec' THEN 32 ELSE space.candidates END);
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
                'SELECT template_id, identity_id, embedding <#> $1 AS distance FROM templates
                WHERE gallery_id = %1$s AND model_id = %2$L AND active ORDER BY distance LIMIT %4$s'
            ELSE 'SELECT template.* FROM (' || CASE
                WHEN within IS NOT NULL THEN 'SELECT template_id FROM template_signs WHERE space_id = %5$s AND signs <~> $2 <= $3'
                WHEN method = 'binary' THEN 'SELECT template_id FROM template_signs WHERE space_id = %5$s ORDER BY signs <~> $2 LIMIT %4$s'
                ELSE 'SELECT template_id FROM templates WHERE gallery_id = %1$s AND model_id = %2$L AND active ORDER BY ' || CASE method
                    WHEN 'hnsw_binary' THEN '(binary_quantize(embedding)::bit(%3$s)) <~> $2::bit(%3$s)'
                    WHEN 'hnsw_halfvec' THEN '(embedding::halfvec(%3$s)) <#> $1::halfvec(%3$s)'
                END || ' LIMIT %4$s'
            END || ') candidate CROSS JOIN LATERAL (
                SELECT template_id, identity_id, embedding <#> $1 AS distance FROM templates t
                WHERE t.gallery_id = %1$s AND t.template_id = candidate.template_id OFFSET 0) template'
        END;
        EXECUTE 'WITH found AS MATERIALIZED ('
            || format(near, space.gallery_id, space.model_id, space.dimension, templates, space.space_id) || '), best AS (
                SELECT DISTINCT ON (identity_id) * FROM found ORDER BY identity_id, distance, template_id),
            top AS (SELECT * FROM best ORDER BY distance, identity_id LIMIT $4)
            SELECT array_agg(identity_id ORDER BY distance, identity_id),
                array_agg(template_id ORDER BY distance, identity_id),
                array_agg(-distance ORDER BY distance, identity_id),
                (SELECT count(*) FROM found)
            FROM top'
            INTO best_identities, best_templates, best_similarities, found_templates
            USING unit, signs, within, k;
        -- people with many templates may crowd out others: look further until k people are found, or all were seen
        EXIT WHEN cardinality(best_identities) >= k OR (found_templates < templates AND within IS NULL);
        within := NULL;
        templates := least(templates::bigint * 4, 2000000000);
    END LOOP;

    RETURN QUERY
        SELECT i.identity_id, i.external_id, i.display_name, i.metadata, b.template_id, b.similarity
        FROM unnest(best_identities, best_templates, best_similarities) AS b (identity_id, template_id, similarity)
        JOIN identities i ON i.gallery_id = space.gallery_id AND i.identity_id = b.identity_id
        WHERE b.similarity >= min_similarity
        ORDER BY b.similarity DESC, b.identity_id;
END
$$;
COMMENT ON FUNCTION search_identities IS
    'nearest_identities() for a probe whose model is known; search overrides the gallery''s way of searching. '
    'Errors: FG001 no such gallery, FG002 probe of another model, FG003 probe of another dimension';

CREATE FUNCTION nearest_identities(gallery text, probe vector, k integer, min_similarity real)
RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real
) LANGUAGE sql STABLE ROWS 10 AS $$
    SELECT s.* FROM (SELECT coalesce((SELECT model_id FROM galleries WHERE name = gallery), '') AS model) g,
        search_identities(gallery, g.model, probe, k, min_similarity) s
$$;
COMMENT ON FUNCTION nearest_identities IS
    'The at most k active people of a gallery who resemble the probe most, each by their best template, with cosine '
    'similarity (-1..1) of at least min_similarity, best first. No row means: unknown. '
    'The probe must be of the gallery''s model; it needs no unit length.';

CREATE FUNCTION identity_similarity(gallery text, external_id text, probe vector) RETURNS real
LANGUAGE sql STABLE AS $$
    SELECT max(-(t.embedding <#> l2_normalize(probe)))::real
    FROM galleries g
    JOIN identities i ON i.gallery_id = g.gallery_id AND i.external_id = identity_similarity.external_id AND i.active
    JOIN templates t ON t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id AND t.model_id = g.model_id
    WHERE g.name = gallery
$$;
COMMENT ON FUNCTION identity_similarity IS
    'Cosine similarity of the probe to the best template of one active person; null if there is none';

CREATE FUNCTION search_index_name(gallery_id bigint, model_id text, search text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT format('templates_%s_%s_%s', gallery_id, left(md5(model_id), 8), search)
$$;

CREATE FUNCTION search_index_statement(gallery text, search text DEFAULT 'hnsw_halfvec', m integer DEFAULT 16, ef_construction integer DEFAULT 64)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format(
        'CREATE INDEX CONCURRENTLY IF NOT EXISTS %1$I ON templates USING hnsw ('
            || CASE search_index_statement.search
                WHEN 'hnsw_halfvec' THEN '(embedding::halfvec(%4$s)) halfvec_ip_ops'
                WHEN 'hnsw_binary' THEN '(binary_quantize(embedding)::bit(%4$s)) bit_hamming_ops'
            END || ') WITH (m = %5$s, ef_construction = %6$s) WHERE gallery_id = %2$s AND model_id = %3$L AND active',
        search_index_name(g.gallery_id, s.model_id, search_index_statement.search), g.gallery_id, s.model_id, s.dimension,
        search_index_statement.m, search_index_statement.ef_construction)
    FROM galleries g JOIN gallery_models s ON s.gallery_id = g.gallery_id AND s.model_id = g.model_id
    WHERE g.name = search_index_statement.gallery
$$;
COMMENT ON FUNCTION search_index_statement IS
    'The statement by which the owner gives a large gallery its HNSW index (hnsw_halfvec or hnsw_binary); in psql end it with \gexec';

-- HNSW is never chosen: among a million real templates it found the nearest in 87% of searches, where comparing all signs
-- finds it in 99%. Whoever prefers its speed sets it by hand.
CREATE FUNCTION choose_search(gallery text) RETURNS text LANGUAGE sql AS $$
    UPDATE gallery_models s SET active_templates = size.templates,
        search = CASE
            WHEN s.search LIKE 'hnsw%' AND EXISTS (
                SELECT FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid AND i.indisvalid
                WHERE c.relname = search_index_name(g.gallery_id, g.model_id, s.search)) THEN s.search
            WHEN size.templates <= 5000 THEN 'exact'
            ELSE 'binary'
        END,
        candidates = greatest(s.candidates, CASE WHEN size.templates > 150000 THEN 1500 WHEN size.templates > 20000 THEN 1000 END)
    FROM galleries g JOIN gallery_models counted ON counted.gallery_id = g.gallery_id AND counted.model_id = g.model_id,
    LATERAL (SELECT count(*) AS templates FROM template_signs t WHERE t.space_id = counted.space_id) size
    WHERE g.name = gallery AND s.gallery_id = g.gallery_id AND s.model_id = g.model_id
    RETURNING s.search
$$;
COMMENT ON FUNCTION choose_search IS
    'Sets how a gallery is searched, by its number of active templates, unless HNSW was set by hand and its index is there. '
    'Results are right whatever is set: only the time differs, and how seldom somebody is missed';

-- A search compares a face with everybody enrolled, and each comparison may mistake a stranger: thresholds for searches
-- follow from how many there are.
CREATE FUNCTION comparisons(gallery text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest(s.active_templates, few.templates)
    FROM galleries g JOIN gallery_models s ON s.gallery_id = g.gallery_id AND s.model_id = g.model_id,
    LATERAL (
        SELECT count(*) AS templates FROM (SELECT FROM template_signs t WHERE t.space_id = s.space_id LIMIT 10000) first
    ) few
    WHERE g.name = gallery
$$;
COMMENT ON FUNCTION comparisons IS
    'How many active templates a search of this gallery compares the probe with: exact up to 10,000, and above as '
    'choose_search() counted last. Null if there is no such gallery';

CREATE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id;
COMMENT ON VIEW gallery_overview IS 'Galleries with their model, their way of searching and their size';

CREATE VIEW identity_overview AS
    SELECT g.name AS gallery, i.external_id, i.display_name, i.metadata, i.active,
        count(t.template_id) AS templates, max(t.quality) AS best_quality, max(t.created_at) AS last_enrolled_at, i.created_at
    FROM galleries g
    JOIN identities i ON i.gallery_id = g.gallery_id
    LEFT JOIN templates t ON t.gallery_id = i.gallery_id AND t.identity_id = i.identity_id AND t.model_id = g.model_id
    GROUP BY g.gallery_id, i.gallery_id, i.identity_id;
COMMENT ON VIEW identity_overview IS
    'People with how many templates of the gallery''s model they have; with none they can''t be recognised';

CREATE VIEW template_overview AS
    SELECT g.name AS gallery, i.external_id, t.template_id, t.model_id AS model, t.model_id = g.model_id AS searched,
        t.quality, t.source, t.created_at
    FROM templates t
    JOIN galleries g ON g.gallery_id = t.gallery_id
    JOIN identities i ON i.gallery_id = t.gallery_id AND i.identity_id = t.identity_id;
COMMENT ON VIEW template_overview IS 'Templates without their embeddings';

GRANT SELECT ON gallery_overview, identity_overview, template_overview TO facegate_application;
