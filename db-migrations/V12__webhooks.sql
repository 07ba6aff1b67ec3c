-- Who wants to be told of what happens, and what they are still to be told.

CREATE TABLE webhooks (
    webhook_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    types text[] NOT NULL CHECK (cardinality(types) BETWEEN 1 AND 100),
    gallery text,
    secret bytea NOT NULL CHECK (length(secret) = 32),
    secret_before bytea CHECK (length(secret_before) = 32),
    secret_before_until timestamptz,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    failures integer NOT NULL DEFAULT 0,
    last_failure text,
    last_failure_at timestamptz,
    last_success_at timestamptz,
    rests_until timestamptz NOT NULL DEFAULT '-infinity'
);
COMMENT ON TABLE webhooks IS 'Addresses that are told of what happens';
COMMENT ON COLUMN webhooks.types IS 'Of which types of events, or by their first words of which kinds';
COMMENT ON COLUMN webhooks.gallery IS 'Only of events of this gallery; null: of all';
COMMENT ON COLUMN webhooks.secret IS 'What deliveries are signed with: the service needs it as it is';
COMMENT ON COLUMN webhooks.secret_before IS 'The one before the last rotation: deliveries are signed with it, too, for a day';
COMMENT ON COLUMN webhooks.failures IS 'Deliveries that failed since the last one that didn''t';
COMMENT ON COLUMN webhooks.rests_until IS 'Nothing is sent until then, so that an address that fails doesn''t take the time of others';

CREATE TABLE webhook_deliveries (
    delivery_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id bigint NOT NULL REFERENCES webhooks ON DELETE CASCADE,
    message_id text NOT NULL DEFAULT 'msg_' || replace(gen_random_uuid()::text, '-', ''),
    type text NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    given_up_at timestamptz
);
COMMENT ON TABLE webhook_deliveries IS
    'What is still to be sent, written in the transaction of what it tells of, and for a week what nobody took. Delivered ones '
    'are deleted';
COMMENT ON COLUMN webhook_deliveries.message_id IS 'The header webhook-id: the same at each attempt';
COMMENT ON COLUMN webhook_deliveries.next_attempt_at IS 'Also how long a service that sends it has for that';
CREATE INDEX ON webhook_deliveries (next_attempt_at) WHERE given_up_at IS NULL;
CREATE INDEX ON webhook_deliveries (webhook_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON webhooks, webhook_deliveries TO facegate_application;

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 12';
