-- A deleted gallery leaves nothing of anybody: its HNSW indexes hold copies of embeddings.

CREATE FUNCTION drop_orphaned_search_indexes() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    orphan text;
    dropped integer := 0;
BEGIN
    FOR orphan IN
        SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = 'templates'::regclass
            AND c.relname ~ '^templates_[0-9]+_[0-9a-f]{8}_hnsw_(halfvec|binary)$'
            AND NOT EXISTS (SELECT FROM galleries g WHERE g.gallery_id = split_part(c.relname, '_', 2)::bigint)
    LOOP
        EXECUTE format('DROP INDEX IF EXISTS %I', orphan);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
COMMENT ON FUNCTION drop_orphaned_search_indexes IS
    'Drops the HNSW indexes of galleries that are deleted, and says how many. The service calls it after it deleted a '
    'gallery; it runs as the owner, since the service may not drop an index itself';
REVOKE EXECUTE ON FUNCTION drop_orphaned_search_indexes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_orphaned_search_indexes TO facegate_application;
