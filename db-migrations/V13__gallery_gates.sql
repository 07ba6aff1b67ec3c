-- Where a gallery refuses bad pictures, if it doesn't leave that to the operator.

ALTER TABLE galleries
    ADD COLUMN gate_enrolment boolean,
    ADD COLUMN gate_verification boolean,
    ADD COLUMN gate_identification boolean;
COMMENT ON COLUMN galleries.gate_enrolment IS 'Whether faces that aren''t good enough are refused when they are enrolled; null: as the operator has it';
COMMENT ON COLUMN galleries.gate_verification IS 'Whether they are refused before somebody is verified by them; null: as the operator has it';
COMMENT ON COLUMN galleries.gate_identification IS 'Whether they are refused before anybody is looked for by them; null: as the operator has it';

CREATE OR REPLACE FUNCTION schema_version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 13';
