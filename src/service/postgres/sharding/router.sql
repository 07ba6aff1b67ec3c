-- Run in a database of its own, which holds no template, by an owner who may use the wrapper postgres_fdw; the extensions
-- vector and postgres_fdw have to be there. Then: SELECT add_shard(...) for each, and a row in placements for each gallery
-- and each shard that has some of its people. docs/scaling.md says what this is for.

CREATE TABLE placements (gallery text NOT NULL, shard text NOT NULL, PRIMARY KEY (gallery, shard));
COMMENT ON TABLE placements IS 'Which shards have people of a gallery: one, or for a gallery too large for one, several';

-- shard.sql has what stands behind these two
CREATE TABLE probes (
    shard text NOT NULL, probe_id uuid NOT NULL, gallery text NOT NULL, model text NOT NULL, probe vector NOT NULL,
    k integer NOT NULL, min_similarity real NOT NULL, search text
) PARTITION BY LIST (shard);
COMMENT ON TABLE probes IS 'What shards are asked';

CREATE TABLE answers (
    shard text NOT NULL, probe_id uuid NOT NULL, identity_id bigint, external_id text, display_name text, metadata jsonb,
    template_id bigint, similarity real
) PARTITION BY LIST (shard);
COMMENT ON TABLE answers IS 'What shards answer; asked all at the same time';

CREATE FUNCTION add_shard(shard text, host text, port integer, dbname text, username text, password text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- parallel_commit: a transaction ends on all shards at the same time
    EXECUTE format('CREATE SERVER %I FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, port %L, dbname %L,
        async_capable ''true'', parallel_commit ''true'', extensions ''vector'')', shard, host, port, dbname);
    EXECUTE format('CREATE USER MAPPING FOR CURRENT_USER SERVER %I OPTIONS (user %L, password %L)', shard, username, password);
    EXECUTE format('CREATE FOREIGN TABLE %I PARTITION OF probes FOR VALUES IN (%L) SERVER %I OPTIONS (table_name ''probes'')',
        'probes_' || shard, shard, shard);
    EXECUTE format('CREATE FOREIGN TABLE %I PARTITION OF answers FOR VALUES IN (%L) SERVER %I OPTIONS (table_name ''answers'')',
        'answers_' || shard, shard, shard);
END
$$;
COMMENT ON FUNCTION add_shard IS 'Makes a shard known: a database that shard.sql was run in, and a role that may use what that made';

CREATE FUNCTION search_identities(
    gallery text, model text, probe vector, k integer, min_similarity real, search text DEFAULT NULL
) RETURNS TABLE (
    shard text, identity_id bigint, external_id text, display_name text, metadata jsonb, template_id bigint, similarity real
) LANGUAGE plpgsql ROWS 10 SET enable_partition_pruning = on AS $$
#variable_conflict use_column
DECLARE
    asked uuid := gen_random_uuid();
    shards text[] := (SELECT array_agg(shard) FROM placements WHERE gallery = search_identities.gallery);
BEGIN
    IF shards IS NULL THEN
        RAISE EXCEPTION 'There is no gallery %', gallery USING ERRCODE = 'FG001';
    END IF;
    INSERT INTO probes
        SELECT shard, asked, search_identities.gallery, search_identities.model, search_identities.probe,
            search_identities.k, search_identities.min_similarity, search_identities.search
        FROM unnest(shards) shard;
    -- materialized: asked in order of similarity, shards would be asked one after the other
    RETURN QUERY EXECUTE 'WITH found AS MATERIALIZED (SELECT * FROM answers WHERE shard = ANY ($1) AND probe_id = $2)
        SELECT shard, identity_id, external_id, display_name, metadata, template_id, similarity FROM found
        ORDER BY similarity DESC, shard, identity_id LIMIT $3'
        USING shards, asked, k;
    DELETE FROM probes WHERE shard = ANY (shards) AND probe_id = asked;
END
$$;
COMMENT ON FUNCTION search_identities IS
    'As a single server''s search_identities(), over all shards of the gallery, each of which gives its best k. It fails if '
    'one of them can''t be asked: a part of an answer would be taken for the whole. An identity_id is its shard''s own';
