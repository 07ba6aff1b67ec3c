-- What happened, and who asked for it. The service adds to it, in the transaction of what it tells of, and can't change it.

CREATE TABLE audit_events (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
    type text NOT NULL CHECK (type ~ '^[a-z_]+[.][a-z_]+$'),
    gallery text,
    identity text,
    actor text NOT NULL,
    address text,
    request_id text,
    details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object')
);
COMMENT ON TABLE audit_events IS
    'What happened, and who asked for it: decisions, enrolments, deletions, keys. Never a picture, an embedding or a key. '
    'What of it can be relied on says audit_chain';
COMMENT ON COLUMN audit_events.event_id IS 'Has gaps, where a transaction was undone: audit_chain.position has none';
COMMENT ON COLUMN audit_events.at IS 'By the database''s clock; the service can''t say another';
COMMENT ON COLUMN audit_events.written_by IS 'The transaction, by which seal_audit() finds what it hasn''t sealed yet';
COMMENT ON COLUMN audit_events.identity IS 'The external id that the identity had';
COMMENT ON COLUMN audit_events.actor IS 'key:..., subject:..., anybody (a service without keys), unknown, or service';
COMMENT ON COLUMN audit_events.address IS 'Where the request came from';
CREATE INDEX ON audit_events (written_by);
CREATE INDEX ON audit_events (gallery, identity, event_id) WHERE identity IS NOT NULL;

CREATE FUNCTION audit_time(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
COMMENT ON FUNCTION audit_time IS 'A time as it is exported and hashed';

CREATE FUNCTION audit_entry(event audit_events) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'event_id', event.event_id, 'at', audit_time(event.at),
        'type', event.type, 'gallery', event.gallery, 'identity', event.identity, 'actor', event.actor,
        'address', event.address, 'request_id', event.request_id, 'details', event.details))::text
$$;
COMMENT ON FUNCTION audit_entry IS 'What is shown, exported and hashed of an event. It must give the same text forever';

CREATE TABLE audit_chain (
    position bigint PRIMARY KEY,
    event_id bigint NOT NULL UNIQUE,
    sealed_at timestamptz NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit_chain IS
    'The order in which events were sealed, without gaps. Each hash covers the one before, so that a change shows in all that '
    'follow it';
CREATE INDEX ON audit_chain (sealed_at, position);
COMMENT ON COLUMN audit_chain.hash IS
    'SHA-256 of the hash before in hexadecimal digits, audit_time(sealed_at) and audit_entry(), in UTF-8';

CREATE TABLE audit_state (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    sealed_before xid8 NOT NULL DEFAULT '0',
    sealed_up_to bigint NOT NULL DEFAULT 0,
    start_position bigint NOT NULL DEFAULT 0,
    start_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    keep interval
);
INSERT INTO audit_state DEFAULT VALUES;
COMMENT ON TABLE audit_state IS 'One row: how far the audit is sealed, and where it begins';
COMMENT ON COLUMN audit_state.sealed_before IS 'What transactions before this one wrote is sealed';
COMMENT ON COLUMN audit_state.sealed_up_to IS 'Events up to this one are sealed: what a restored database had';
COMMENT ON COLUMN audit_state.start_position IS 'Up to this position events were dropped, because they were old';
COMMENT ON COLUMN audit_state.keep IS
    'How long events are kept at least; null: forever. Only the owner can set it: UPDATE audit_state SET keep = ''400 days''';

-- Only this function writes the chain, one call at a time; whoever adds events never waits for it. What is committed while it
-- runs, and what is older but committed later, is sealed by the next call.
CREATE FUNCTION seal_audit(most integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    state audit_state;
    horizon xid8;
    head audit_chain;
    event record;
    sealed integer := 0;
BEGIN
    SELECT * INTO state FROM audit_state FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    -- before looking: all that transactions before this one wrote can be seen from here on
    horizon := pg_snapshot_xmin(pg_current_snapshot());
    IF horizon < state.sealed_before THEN
        -- a restored database counts its transactions anew: what it had is sealed here, and isn't looked at again
        state.sealed_before := '0';
        SELECT coalesce(max(event_id), 0) INTO state.sealed_up_to FROM audit_events
            WHERE written_by >= pg_snapshot_xmax(pg_current_snapshot());
        most := greatest(most, 1000000000);
    END IF;

    SELECT * INTO head FROM audit_chain ORDER BY position DESC LIMIT 1;
    IF NOT FOUND THEN
        head.position := state.start_position;
        head.hash := state.start_hash;
    END IF;
    head.sealed_at := clock_timestamp();
    FOR event IN
        SELECT e.event_id, audit_entry(e) AS entry FROM audit_events e
        WHERE e.written_by >= state.sealed_before AND (e.event_id > state.sealed_up_to OR state.sealed_before = '0')
            AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.event_id)
        ORDER BY e.event_id LIMIT most
    LOOP
        head.position := head.position + 1;
        head.hash := sha256(convert_to(encode(head.hash, 'hex') || audit_time(head.sealed_at) || event.entry, 'UTF8'));
        INSERT INTO audit_chain (position, event_id, sealed_at, hash)
            VALUES (head.position, event.event_id, head.sealed_at, head.hash);
        sealed := sealed + 1;
    END LOOP;
    IF sealed < most THEN
        UPDATE audit_state SET sealed_before = horizon, sealed_up_to = state.sealed_up_to WHERE sealed_before <> horizon;
    END IF;
    RETURN sealed;
END
$$;
COMMENT ON FUNCTION seal_audit IS
    'Appends events that aren''t sealed yet to audit_chain, and returns how many; -1 if somebody else is at it. Running '
    'services call it within a second';

CREATE FUNCTION drop_old_audit(most integer DEFAULT 20000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    state audit_state;
    cut audit_chain;
    dropped integer;
BEGIN
    SELECT * INTO state FROM audit_state WHERE keep IS NOT NULL FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT * INTO cut FROM (SELECT * FROM audit_chain ORDER BY position LIMIT most) oldest
        WHERE sealed_at < now() - state.keep ORDER BY position DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    DELETE FROM audit_events e USING audit_chain c WHERE c.event_id = e.event_id AND c.position <= cut.position;
    DELETE FROM audit_chain WHERE position <= cut.position;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    UPDATE audit_state SET start_position = cut.position, start_hash = cut.hash;
    INSERT INTO audit_events (type, actor, details)
        VALUES ('audit.dropped', 'service', jsonb_build_object('through', cut.position, 'hash', encode(cut.hash, 'hex')));
    RETURN dropped;
END
$$;
COMMENT ON FUNCTION drop_old_audit IS
    'Drops the oldest sealed events that are older than audit_state.keep, says so in an event, and returns how many. Nothing '
    'else deletes events';

REVOKE ALL ON FUNCTION seal_audit, drop_old_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_audit, drop_old_audit TO facegate_application;
-- neither the number, the time nor the transaction of an event is the service's to say
GRANT SELECT, INSERT (type, gallery, identity, actor, address, request_id, details) ON audit_events TO facegate_application;
GRANT SELECT ON audit_chain, audit_state TO facegate_application;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 11';
