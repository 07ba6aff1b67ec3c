-- A gallery may have a false match rate of its own.

ALTER TABLE galleries ADD COLUMN fmr double precision CHECK (fmr > 0 AND fmr < 1);
COMMENT ON COLUMN galleries.fmr IS
    'False match rate at which the gallery matches unless a request asks for another; null for the operator''s policy';

CREATE OR REPLACE VIEW gallery_overview AS
    SELECT g.name AS gallery, g.model_id AS model, m.dimension, m.search,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id) AS identities,
        (SELECT count(*) FROM identities i WHERE i.gallery_id = g.gallery_id AND i.active) AS active_identities,
        (SELECT count(*) FROM templates t WHERE t.gallery_id = g.gallery_id AND t.model_id = g.model_id) AS templates,
        g.created_at, g.fmr
    FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id;
