-- uses places people assets

-- activities_sql_find(asset_id: asset_id) one
SELECT asset_id, joining, capacity, newcomers, offer_hours, bring, arrive, names, leader_id, co_leader_id, designed_by, design, parent_id, workplace, changed_at
FROM activities_series WHERE asset_id = :asset_id;

-- activities_sql_put(asset_id: asset_id, place_id: place_id, joining: text, capacity: int, newcomers: int, offer_hours: int, bring: text, arrive: text, names: bool, leader_id: person_id, co_leader_id: person_id, designed_by: text, design: text, parent_id: asset_id, workplace: bool, now: instant) run
INSERT INTO activities_series (asset_id, place_id, joining, capacity, newcomers, offer_hours, bring, arrive, names, leader_id, co_leader_id,
    designed_by, design, parent_id, workplace, created_at, changed_at)
VALUES (:asset_id, :place_id, :joining, :capacity, :newcomers, :offer_hours, :bring, :arrive, :names, :leader_id, :co_leader_id,
    :designed_by, :design, :parent_id, :workplace, :now, :now)
ON CONFLICT (asset_id) DO UPDATE SET joining = excluded.joining, capacity = excluded.capacity, newcomers = excluded.newcomers,
    offer_hours = excluded.offer_hours, bring = excluded.bring, arrive = excluded.arrive, names = excluded.names, leader_id = excluded.leader_id,
    co_leader_id = excluded.co_leader_id, designed_by = excluded.designed_by, design = excluded.design,
    parent_id = excluded.parent_id, workplace = excluded.workplace, changed_at = excluded.changed_at;

-- what a person leads or leads with somebody
-- activities_sql_led(person_id: person_id, limit: int) many
SELECT asset_id FROM activities_series WHERE leader_id = :person_id OR co_leader_id = :person_id ORDER BY created_at DESC, asset_id LIMIT :limit;
