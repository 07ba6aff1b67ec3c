-- A service must know whether the schema is new enough for it, whoever ran the migrations: Flyway, a job, or psql by hand.
-- Each migration from here on ends with this function and its own number (README.md).

CREATE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 5';
COMMENT ON FUNCTION schema_version IS
    'The number of the last migration. A service is not ready on a schema older than its own, and works on a newer one';
