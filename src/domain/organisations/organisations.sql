-- uses people places assets

-- organisations_sql_join(id: organisation_member_id, place_id: place_id, person_id: person_id, organisation_id: asset_id, role: int, since: instant) run
INSERT INTO organisations_member (id, place_id, person_id, organisation_id, role, since)
VALUES (:id, :place_id, :person_id, :organisation_id, :role, :since);

-- organisations_sql_member(id: organisation_member_id) one
SELECT id, place_id, person_id, role, until FROM organisations_member WHERE id = :id;

-- organisations_sql_leave(id: organisation_member_id, now: instant) changed
UPDATE organisations_member SET until = :now WHERE id = :id AND until IS NULL;

-- organisations_sql_leave_all(person_id: person_id, now: instant) run
UPDATE organisations_member SET until = :now WHERE person_id = :person_id AND until IS NULL;

-- organisations_sql_members(place_id: place_id, limit: int) many -> name: text, organisation_name: text
SELECT m.id, m.person_id, m.organisation_id, m.role, m.since, m.until, p.first_name AS name, a.name AS organisation_name
FROM organisations_member m JOIN people_v_person p ON p.id = m.person_id
LEFT JOIN assets_v_asset a ON a.id = m.organisation_id
WHERE m.place_id = :place_id AND m.until IS NULL ORDER BY m.role, organisation_name, name, m.id LIMIT :limit;

-- organisations_sql_members_of(person_id: person_id, limit: int) many -> name: text, organisation_name: text
SELECT m.id, m.person_id, m.organisation_id, m.role, m.since, m.until, p.first_name AS name, a.name AS organisation_name
FROM organisations_member m JOIN people_v_person p ON p.id = m.person_id
LEFT JOIN assets_v_asset a ON a.id = m.organisation_id
WHERE m.person_id = :person_id ORDER BY m.since DESC, m.id DESC LIMIT :limit;

-- organisations_sql_roles(person_id: person_id, place_id: place_id) many
SELECT role, organisation_id FROM organisations_member
WHERE person_id = :person_id AND place_id = :place_id AND until IS NULL ORDER BY role, id;

-- organisations_sql_choices(place_id: place_id, limit: int) many
SELECT id FROM assets_v_asset WHERE place_id = :place_id AND kind IN ('organisation', 'place') ORDER BY name, id LIMIT :limit;

-- organisations_sql_patch_add(id: organisation_patch_id, place_id: place_id, organisation_id: asset_id, within_id: place_id, outcode: text, since: instant) run
INSERT INTO organisations_patch (id, place_id, organisation_id, within_id, outcode, since)
VALUES (:id, :place_id, :organisation_id, :within_id, :outcode, :since);

-- organisations_sql_patch(id: organisation_patch_id) one
SELECT id, place_id, until FROM organisations_patch WHERE id = :id;

-- organisations_sql_patch_end(id: organisation_patch_id, now: instant) changed
UPDATE organisations_patch SET until = :now WHERE id = :id AND until IS NULL;

-- organisations_sql_patches(place_id: place_id, limit: int) many -> organisation_name: text, within_name: text
SELECT t.id, t.organisation_id, t.within_id, t.outcode, t.since, a.name AS organisation_name, l.name AS within_name
FROM organisations_patch t JOIN assets_v_asset a ON a.id = t.organisation_id LEFT JOIN places_v_place l ON l.id = t.within_id
WHERE t.place_id = :place_id AND t.until IS NULL ORDER BY organisation_name, t.outcode, within_name, t.id LIMIT :limit;

-- organisations_sql_leads_outcode(place_id: place_id, outcode: text) one
SELECT organisation_id FROM organisations_patch WHERE place_id = :place_id AND outcode = :outcode AND until IS NULL;

-- organisations_sql_leads_place(within_id: place_id) one
SELECT organisation_id FROM organisations_patch WHERE within_id = :within_id AND until IS NULL;
