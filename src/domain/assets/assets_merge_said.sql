-- the merge an entry is part of, on either side, that stands: the last of them
-- assets_sql_merge_of(asset_id: asset_id) one -> id: merge_id
SELECT id FROM assets_merge WHERE (a_id = :asset_id OR b_id = :asset_id) AND undone_at IS NULL ORDER BY made_at DESC, id DESC LIMIT 1;

-- what came with the other goes with it; a person's word and the entry's own list stay
-- assets_sql_said_return(a_id: asset_id, b_id: asset_id, own: text) run
DELETE FROM assets_field_source WHERE asset_id = :a_id AND source <> '' AND source <> :own
    AND source IN (SELECT o.source FROM assets_field_source o WHERE o.asset_id = :b_id);
