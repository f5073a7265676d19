-- The shape of a park, a walk or a patch, as its file drew it.
CREATE TABLE assets_outline (
    asset_id INTEGER PRIMARY KEY REFERENCES assets_asset (id), -- [public] asset_id. Whose shape.
    geojson TEXT NOT NULL CHECK (length(geojson) BETWEEN 1 AND 32768) -- [public] text. A GeoJSON geometry of at most 200 points.
) STRICT;
