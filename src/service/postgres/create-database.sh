#!/usr/bin/env bash
# Run once by the database's container when its volume is empty: the roles of docs/database.md, and the database.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
\getenv owner_password FACEGATE_DB_OWNER_PASSWORD
\getenv password FACEGATE_DB_PASSWORD
CREATE ROLE facegate_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE facegate_application LOGIN PASSWORD :'password';
GRANT facegate_application TO facegate_owner;
CREATE DATABASE facegate OWNER facegate_owner;
\connect facegate
CREATE EXTENSION vector;
SQL
