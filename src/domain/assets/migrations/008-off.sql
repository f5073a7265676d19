-- Did a calendar call the series off? Then its next version may take that back.
ALTER TABLE assets_series ADD COLUMN off_imported INTEGER NOT NULL DEFAULT 0 CHECK (off_imported IN (0, 1)); -- [derived] bool. Called off by an import.

ALTER TABLE assets_merge_series ADD COLUMN off_imported INTEGER NOT NULL DEFAULT 0; -- [derived] bool. As in assets_series.
