/* The national grid of Great Britain (Airy 1830, transverse Mercator) to degrees on WGS 84, by
   the Ordnance Survey's published formulas and seven-parameter shift: good to about 5 m. */
#include "domain/places/places_postcodes.h"

#include <math.h>

#define AIRY_A 6377563.396
#define AIRY_B 6356256.909
#define WGS_A 6378137.0
#define WGS_B 6356752.314245
#define SCALE 0.9996012717
#define ORIGIN_LAT (49 * M_PI / 180)
#define ORIGIN_LON (-2 * M_PI / 180)
#define FALSE_EAST 400000.0
#define FALSE_NORTH (-100000.0)

/* Metres along the meridian from the true origin. */
static double meridian(double lat) {
    double n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B), n2 = n * n, n3 = n2 * n;
    double d = lat - ORIGIN_LAT, s = lat + ORIGIN_LAT;
    return AIRY_B * SCALE *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * d -
            (3 * n + 3 * n2 + 2.625 * n3) * sin(d) * cos(s) +
            (1.875 * n2 + 1.875 * n3) * sin(2 * d) * cos(2 * s) -
            35.0 / 24 * n3 * sin(3 * d) * cos(3 * s));
}

/* Degrees on Airy's ellipsoid, in radians. */
static void airy(double east, double north, double *ret_lat, double *ret_lon) {
    double lat = ORIGIN_LAT, rest = north - FALSE_NORTH;
    for (int i = 0; i < 20 && fabs(rest) >= 1e-5; i++) {
        lat += rest / (AIRY_A * SCALE);
        rest = north - FALSE_NORTH - meridian(lat);
    }
    double e2 = 1 - AIRY_B * AIRY_B / (AIRY_A * AIRY_A), sine = sin(lat), tangent = tan(lat);
    double w = 1 - e2 * sine * sine, nu = AIRY_A * SCALE / sqrt(w);
    double rho = AIRY_A * SCALE * (1 - e2) / (w * sqrt(w)), eta2 = nu / rho - 1;
    double t2 = tangent * tangent, t4 = t2 * t2, sec = 1 / cos(lat), d = east - FALSE_EAST;
    double seven = tangent / (2 * rho * nu);
    double eight =
        tangent / (24 * rho * pow(nu, 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
    double nine = tangent / (720 * rho * pow(nu, 5)) * (61 + 90 * t2 + 45 * t4);
    double eleven = sec / (6 * pow(nu, 3)) * (nu / rho + 2 * t2);
    double twelve = sec / (120 * pow(nu, 5)) * (5 + 28 * t2 + 24 * t4);
    double last = sec / (5040 * pow(nu, 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2);
    *ret_lat = lat - seven * d * d + eight * pow(d, 4) - nine * pow(d, 6);
    *ret_lon = ORIGIN_LON + sec / nu * d - eleven * pow(d, 3) + twelve * pow(d, 5) -
               last * pow(d, 7);
}

void places_grid_to_degrees(double east, double north, double *ret_lat, double *ret_lon) {
    static const double shift[3] = {446.448, -125.157, 542.060}, ppm = -20.4894e-6;
    const double second = M_PI / 180 / 3600, rx = 0.1502 * second, ry = 0.2470 * second,
                 rz = 0.8421 * second;
    double lat, lon;
    airy(east, north, &lat, &lon);
    double e2 = 1 - AIRY_B * AIRY_B / (AIRY_A * AIRY_A);
    double nu = AIRY_A / sqrt(1 - e2 * sin(lat) * sin(lat));
    double x = nu * cos(lat) * cos(lon), y = nu * cos(lat) * sin(lon),
           z = nu * (1 - e2) * sin(lat), s = 1 + ppm;
    double wx = shift[0] + s * x - rz * y + ry * z, wy = shift[1] + rz * x + s * y - rx * z,
           wz = shift[2] - ry * x + rx * y + s * z;
    double we2 = 1 - WGS_B * WGS_B / (WGS_A * WGS_A), p = hypot(wx, wy);
    lat = atan2(wz, p * (1 - we2));
    for (int i = 0; i < 10; i++) {
        nu = WGS_A / sqrt(1 - we2 * sin(lat) * sin(lat));
        lat = atan2(wz + we2 * nu * sin(lat), p);
    }
    *ret_lat = lat * 180 / M_PI;
    *ret_lon = atan2(wy, wx) * 180 / M_PI;
}
