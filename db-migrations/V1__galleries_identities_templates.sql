-- Galleries hold identities, identities hold templates (embeddings of their face).
-- The owner of the database runs this; the service works as facegate_application, which can't change the schema.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') THEN
        CREATE EXTENSION vector;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The extension vector is missing in this database, and % may not create it', current_user
            USING HINT = 'Maybe let an administrator run: CREATE EXTENSION vector';
END
$$;

DO $$
DECLARE
    installed text := (SELECT extversion FROM pg_extension WHERE extname = 'vector');
BEGIN
    IF string_to_array(installed, '.')::int[] < '{0,8,0}' THEN
        RAISE EXCEPTION 'pgvector % is too old: 0.8.0 is the first that can search on until a filtered search is complete', installed
            USING HINT = 'Maybe install a newer one (0.8.4 or later in production) and run: ALTER EXTENSION vector UPDATE';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'facegate_application') THEN
        CREATE ROLE facegate_application NOLOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role facegate_application is missing, and % may not create it', current_user
            USING HINT = 'Maybe let an administrator run: CREATE ROLE facegate_application LOGIN PASSWORD ''...''';
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO facegate_application;

CREATE TABLE models (
    model_id text PRIMARY KEY CHECK (model_id ~ '^[a-z0-9][a-z0-9.-]{0,63}$'),
    -- a template's row has to fit into a page
    dimension integer NOT NULL CHECK (dimension BETWEEN 2 AND 1536),
    UNIQUE (model_id, dimension)
);
COMMENT ON TABLE models IS 'Embedders whose embeddings are kept here. Embeddings of different models can''t be compared.';
COMMENT ON COLUMN models.dimension IS 'How many values an embedding of this model has';

CREATE TABLE galleries (
    gallery_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    model_id text NOT NULL REFERENCES models,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE galleries IS 'Sets of people, isolated from each other: no search and no identity reaches into another gallery';
COMMENT ON COLUMN galleries.model_id IS 'The model whose templates answer this gallery''s searches';

CREATE TABLE gallery_models (
    gallery_id bigint NOT NULL REFERENCES galleries ON DELETE CASCADE,
    model_id text NOT NULL,
    dimension integer NOT NULL,
    search text NOT NULL DEFAULT 'exact' CHECK (search IN ('exact', 'binary', 'hnsw_halfvec', 'hnsw_binary')),
    candidates integer NOT NULL DEFAULT 400 CHECK (candidates BETWEEN 1 AND 10000),
    search_width integer NOT NULL DEFAULT 400 CHECK (search_width BETWEEN 1 AND 1000),
    active_templates bigint NOT NULL DEFAULT 0 CHECK (active_templates >= 0),
    space_id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    PRIMARY KEY (gallery_id, model_id),
    UNIQUE (gallery_id, model_id, dimension),
    FOREIGN KEY (model_id, dimension) REFERENCES models (model_id, dimension)
);
COMMENT ON TABLE gallery_models IS 'Models that a gallery may hold templates of: one, or two while it moves from one to the other. Deleting a row deletes its templates.';
COMMENT ON COLUMN gallery_models.search IS 'How templates are searched; choose_search() sets it by the gallery''s size';
COMMENT ON COLUMN gallery_models.candidates IS 'How many templates an approximate search hands to the exact comparison';
COMMENT ON COLUMN gallery_models.search_width IS 'hnsw.ef_search: larger finds more and takes longer';
COMMENT ON COLUMN gallery_models.active_templates IS 'Active templates when choose_search() counted them last';
COMMENT ON COLUMN gallery_models.space_id IS 'Names the gallery and the model in one small number: what may be compared';

-- a gallery answers by one of its models; deferred, since the two rows need each other
ALTER TABLE galleries ADD FOREIGN KEY (gallery_id, model_id) REFERENCES gallery_models (gallery_id, model_id)
    DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION add_first_gallery_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gallery_models (gallery_id, model_id, dimension)
    SELECT NEW.gallery_id, NEW.model_id, dimension FROM models WHERE model_id = NEW.model_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER add_first_gallery_model AFTER INSERT ON galleries FOR EACH ROW EXECUTE FUNCTION add_first_gallery_model();

CREATE TABLE identities (
    gallery_id bigint NOT NULL REFERENCES galleries ON DELETE CASCADE,
    identity_id bigint GENERATED ALWAYS AS IDENTITY,
    external_id text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
    display_name text CHECK (length(display_name) BETWEEN 1 AND 500),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- the gallery comes first in every key, so that these tables can be partitioned by gallery
    PRIMARY KEY (gallery_id, identity_id),
    UNIQUE (gallery_id, external_id),
    UNIQUE (gallery_id, identity_id, active)
);
COMMENT ON TABLE identities IS 'People enrolled in a gallery. Deleting one deletes all that is kept of them.';
COMMENT ON COLUMN identities.external_id IS 'What the application that uses Facegate calls this person; unique in the gallery';
COMMENT ON COLUMN identities.active IS 'Inactive people stay enrolled but are not found';

CREATE TABLE templates (
    gallery_id bigint NOT NULL,
    template_id bigint GENERATED ALWAYS AS IDENTITY,
    identity_id bigint NOT NULL,
    active boolean NOT NULL,
    model_id text NOT NULL,
    dimension integer NOT NULL,
    embedding vector NOT NULL,
    quality real CHECK (quality BETWEEN 0 AND 1),
    source text NOT NULL CHECK (source IN ('picture', 'embedding', 'import')),
    content_hash bytea NOT NULL CHECK (length(content_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (gallery_id, template_id),
    -- the same picture enrolled again is the same template
    UNIQUE (gallery_id, identity_id, model_id, content_hash),
    -- a template has a model of its gallery, and the dimension of that model
    FOREIGN KEY (gallery_id, model_id, dimension) REFERENCES gallery_models (gallery_id, model_id, dimension) ON DELETE CASCADE,
    CHECK (vector_dims(embedding) = dimension),
    -- cosine similarity is then the inner product, which is cheaper
    CHECK (abs(vector_norm(embedding) - 1) < 0.001),
    -- active is a copy that the database keeps: searches must not join to know it
    FOREIGN KEY (gallery_id, identity_id, active) REFERENCES identities (gallery_id, identity_id, active)
        ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE templates IS 'Embeddings of faces: biometric data. They are added and deleted, never changed.';
COMMENT ON COLUMN templates.embedding IS 'Unit vector of the model''s dimension';
COMMENT ON COLUMN templates.quality IS '0 to 1, higher is better; null where it is not known';
COMMENT ON COLUMN templates.source IS 'picture: from a picture sent here; embedding: computed elsewhere; import: from an exported gallery';
COMMENT ON COLUMN templates.content_hash IS 'SHA-256 of the picture, or of the embedding where no picture was sent';

-- out-of-line storage makes an exact scan four times as expensive
ALTER TABLE templates ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE templates SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE FUNCTION complete_template() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    needed integer;
BEGIN
    -- the constraints say the same, but indexes are written before constraints are checked
    SELECT dimension INTO needed FROM gallery_models WHERE gallery_id = NEW.gallery_id AND model_id = NEW.model_id;
    NEW.dimension := vector_dims(NEW.embedding);
    IF needed IS NULL THEN
        RAISE EXCEPTION 'Gallery % holds no templates of model %', NEW.gallery_id, NEW.model_id USING ERRCODE = 'FG002';
    ELSIF needed <> NEW.dimension THEN
        RAISE EXCEPTION 'The embedding has % values, and model % gives %', NEW.dimension, NEW.model_id, needed
            USING ERRCODE = 'FG003';
    END IF;
    SELECT active INTO NEW.active FROM identities WHERE gallery_id = NEW.gallery_id AND identity_id = NEW.identity_id
        FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Gallery % has no identity %', NEW.gallery_id, NEW.identity_id USING ERRCODE = 'FG004';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION complete_template IS 'Fills in the columns of a template that follow from others';
CREATE TRIGGER complete_template BEFORE INSERT ON templates FOR EACH ROW EXECUTE FUNCTION complete_template();

CREATE TABLE template_signs (
    space_id integer NOT NULL REFERENCES gallery_models (space_id) ON DELETE CASCADE,
    template_id bigint NOT NULL,
    signs bit varying NOT NULL,
    PRIMARY KEY (space_id, template_id)
) PARTITION BY HASH (space_id);
COMMENT ON TABLE template_signs IS
    'Active templates by the signs of their values: 30 times less to read than the embeddings, for searches of large '
    'galleries. The database keeps it. Partitions keep a search from reading other galleries.';
COMMENT ON COLUMN template_signs.signs IS 'One bit for each value of the embedding: 1 if it is above zero';
DO $$
DECLARE
    part text;
BEGIN
    FOR i IN 0..15 LOOP
        part := 'template_signs_' || i;
        -- Signs that are stored packed would be copied at each comparison. PLAIN alone doesn't prevent that: a row that goes
        -- through a partitioned table is packed on its way, unless its columns are in another order here and it is made anew.
        EXECUTE format('CREATE TABLE %I (template_id bigint NOT NULL, space_id integer NOT NULL, signs bit varying NOT NULL)', part);
        EXECUTE format('ALTER TABLE %I ALTER COLUMN signs SET STORAGE PLAIN', part);
        EXECUTE format('ALTER TABLE template_signs ATTACH PARTITION %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, i);
        EXECUTE format('COMMENT ON TABLE %I IS %L', part, 'A part of template_signs, query that');
    END LOOP;
END
$$;

CREATE FUNCTION keep_template_signs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'DELETE' AND NEW.active THEN
        INSERT INTO template_signs (space_id, template_id, signs)
        SELECT space_id, NEW.template_id, binary_quantize(NEW.embedding)::bit varying
        FROM gallery_models WHERE gallery_id = NEW.gallery_id AND model_id = NEW.model_id;
    ELSE
        DELETE FROM template_signs WHERE template_id = OLD.template_id AND space_id = (
            SELECT space_id FROM gallery_models WHERE gallery_id = OLD.gallery_id AND model_id = OLD.model_id);
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION keep_template_signs IS 'Keeps template_signs to what is active in templates; the service itself may not write there';
CREATE TRIGGER keep_signs_of_added AFTER INSERT ON templates FOR EACH ROW WHEN (NEW.active) EXECUTE FUNCTION keep_template_signs();
CREATE TRIGGER keep_signs_of_changed AFTER UPDATE OF active ON templates
    FOR EACH ROW WHEN (OLD.active <> NEW.active) EXECUTE FUNCTION keep_template_signs();
CREATE TRIGGER keep_signs_of_deleted AFTER DELETE ON templates FOR EACH ROW WHEN (OLD.active) EXECUTE FUNCTION keep_template_signs();

GRANT SELECT, INSERT ON models TO facegate_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON galleries, gallery_models, identities TO facegate_application;
GRANT SELECT ON template_signs TO facegate_application;
GRANT SELECT, INSERT, DELETE ON templates TO facegate_application;
