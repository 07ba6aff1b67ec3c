-- A search compares a face with everybody enrolled, and each comparison may mistake a stranger: thresholds for searches
-- follow from how many there are.

ALTER TABLE gallery_models ADD COLUMN active_templates bigint NOT NULL DEFAULT 0 CHECK (active_templates >= 0);
COMMENT ON COLUMN gallery_models.active_templates IS 'Active templates when choose_search() counted them last';

CREATE OR REPLACE FUNCTION choose_search(gallery text) RETURNS text LANGUAGE sql AS $$
    UPDATE gallery_models s SET active_templates = size.templates, search = CASE
            WHEN size.templates <= 5000 THEN 'exact'
            WHEN size.templates <= 150000 THEN 'binary'
            ELSE coalesce((
                SELECT way FROM unnest(ARRAY['hnsw_halfvec', 'hnsw_binary']) WITH ORDINALITY AS ways (way, preference)
                JOIN pg_class c ON c.relname = search_index_name(g.gallery_id, g.model_id, way)
                JOIN pg_index i ON i.indexrelid = c.oid AND i.indisvalid
                ORDER BY preference LIMIT 1), 'binary')
        END
    FROM galleries g, LATERAL (
        SELECT count(*) AS templates FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id AND t.active) size
    WHERE g.name = gallery AND s.gallery_id = g.gallery_id AND s.model_id = g.model_id
    RETURNING s.search
$$;

CREATE FUNCTION comparisons(gallery text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest(s.active_templates, few.templates)
    FROM galleries g JOIN gallery_models s ON s.gallery_id = g.gallery_id AND s.model_id = g.model_id,
    LATERAL (
        SELECT count(*) AS templates FROM (
            SELECT FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id AND t.active LIMIT 10000) first
    ) few
    WHERE g.name = gallery
$$;
COMMENT ON FUNCTION comparisons IS
    'How many active templates a search of this gallery compares the probe with: exact up to 10,000, and above as '
    'choose_search() counted last. Null if there is no such gallery';
