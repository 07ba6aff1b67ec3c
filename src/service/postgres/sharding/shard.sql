-- Run on a shard by its owner, after the migrations: lets a router search this shard's galleries.
--
-- postgres_fdw reads tables and writes rows, and calls no function of its own. So the router writes what it asks into
-- probes, and reads what search_identities() answers from a view, in one transaction that takes the probe away again.

CREATE UNLOGGED TABLE probes (
    shard text NOT NULL,
    probe_id uuid PRIMARY KEY,
    gallery text NOT NULL,
    model text NOT NULL,
    probe vector NOT NULL,
    k integer NOT NULL,
    min_similarity real NOT NULL,
    search text
);
COMMENT ON TABLE probes IS 'Searches that a router asks for: never committed, and never logged';

-- postgres_fdw connects with an empty search_path
CREATE FUNCTION answer(asked probes) RETURNS TABLE (
    identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real
) LANGUAGE sql STABLE ROWS 10 SET search_path = public, pg_temp AS $$
    SELECT * FROM search_identities(asked.gallery, asked.model, asked.probe, asked.k, asked.min_similarity, asked.search)
$$;
COMMENT ON FUNCTION answer IS 'search_identities() for a probe of a router';

CREATE VIEW answers AS SELECT asked.shard, asked.probe_id, found.* FROM probes asked, LATERAL answer(asked) found;
COMMENT ON VIEW answers IS 'What the probes of a router find on this shard';
