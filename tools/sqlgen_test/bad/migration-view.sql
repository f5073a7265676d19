-- refused: migrations:1: reads places_place.secret, which is not shop's own
CREATE VIEW shop_v_x AS SELECT secret FROM places_place;
