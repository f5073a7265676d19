/* Between the pages of pictures. */
#ifndef DOMAIN_ACTIVITIES_ACTIVITIES_PHOTO_WEB_H
#define DOMAIN_ACTIVITIES_ACTIVITIES_PHOTO_WEB_H

#include "domain/activities/activities_leader_view.h"
#include "domain/activities/activities_photo.h"

struct web;
struct photo_row activities_photo_row(struct web *w, const struct photo *photo);

#endif
