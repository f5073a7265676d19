/* Made by sqlgen from shop.sql and its migrations: change those. */
#ifndef GEN_shop_SQL_H
#define GEN_shop_SQL_H

#include "platform/db/db.h"
#include "domain/places/places.h"
#include "domain/shop/shop.h"

struct shop_sql_find {
    struct item_id id;
    struct place_id place_id;
    struct str name;
    bool lent;
    double weight;
    struct str photo;
    struct day bought;
    struct minutes length;
    struct pence price;
    struct instant at;
    struct str notes;
};
enum status shop_sql_find(struct db *db, struct arena *a, struct item_id id,
                          struct shop_sql_find *ret_row) MUST_USE;

struct shop_sql_list {
    struct item_id id;
    struct str name;
    struct str place;
};
enum status shop_sql_list(struct db *db, struct arena *a, struct place_id place_id,
                          int64_t limit, struct shop_sql_list **ret_rows,
                          size_t *ret_count) MUST_USE;

struct shop_sql_each {
    struct item_id id;
    struct str name;
    struct str photo;
};
enum status shop_sql_each(struct db *db, struct arena *a, struct instant since,
                          enum status (*each)(void *cookie, const struct shop_sql_each *row),
                          void *cookie) MUST_USE;

struct shop_sql_dates {
    struct day oldest;
    struct pence total;
};
enum status shop_sql_dates(struct db *db, struct arena *a,
                           enum status (*each)(void *cookie, const struct shop_sql_dates *row),
                           void *cookie) MUST_USE;

enum status shop_sql_lent(struct db *db, struct place_id place_id, int64_t *ret_n) MUST_USE;

struct shop_sql_add_in {
    struct item_id id;
    struct place_id place_id;
    struct str name;
    bool lent;
    double weight;
    struct str photo;
    struct day bought;
    struct minutes length;
    struct pence price;
    struct instant at;
};
enum status shop_sql_add(struct db *db, const struct shop_sql_add_in *in) MUST_USE;

enum status shop_sql_lend(struct db *db, struct item_id id, bool lent,
                          struct minutes until) MUST_USE;

struct shop_sql_any {
    struct str name;
};
enum status shop_sql_any(struct db *db, struct arena *a, struct str words,
                         struct shop_sql_any *ret_row) MUST_USE;

extern const struct db_migration shop_migrations[];
extern const struct db_statement *const shop_statements[];

#endif
