# Read by the PostgreSQL image when it makes an empty data folder: what docs/database.md asks an administrator for.
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v application="$APPLICATION_PASSWORD" -U postgres <<'SQL'
CREATE ROLE facegate_owner LOGIN PASSWORD :'owner';
CREATE ROLE facegate_application LOGIN PASSWORD :'application';
GRANT facegate_application TO facegate_owner;
CREATE DATABASE facegate OWNER facegate_owner;
\connect facegate
CREATE EXTENSION vector;
SQL
