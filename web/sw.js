/* The list of who came, without signal: its page and what it needs, kept while it is in use. It
   answers for /sessions/.../register and /static/ only. web/register.js fills and empties it. */
'use strict';
var KEPT = 'kith-register', DAYS = 2 * 24 * 60 * 60 * 1000;

function isRegister(url) { return /^\/sessions\/[^/]+\/register$/.test(url.pathname) && !url.search; }

/* A page holds first names: after two days it goes, whether it was sent or not. */
function tidy() {
  return caches.open(KEPT).then(function (cache) {
    return cache.keys().then(function (keys) {
      return Promise.all(keys.map(function (key) {
        if (!isRegister(new URL(key.url))) return null;
        return cache.match(key).then(function (kept) {
          var date = kept && Date.parse(kept.headers.get('Date'));
          return !date || Date.now() - date > DAYS ? cache.delete(key) : null;
        });
      }));
    });
  }).catch(function () { /* no room: nothing is kept */ });
}

self.addEventListener('install', function (event) { event.waitUntil(self.skipWaiting()); });
self.addEventListener('activate', function (event) { event.waitUntil(tidy().then(function () { return self.clients.claim(); })); });

/* The page: as it is now; without signal as it was. Only what is already kept is renewed. */
function page(request) {
  return fetch(request).then(function (answer) {
    if (!answer.ok || answer.redirected) return answer;
    var copy = answer.clone();
    caches.open(KEPT).then(function (cache) {
      return cache.match(request.url).then(function (kept) { return kept ? cache.put(request.url, copy) : null; });
    }).catch(function () { /* none */ });
    return answer;
  }, function (lost) {
    return caches.open(KEPT).then(function (cache) { return cache.match(request.url); }).then(function (kept) {
      if (!kept) throw lost;
      return kept;
    });
  });
}

self.addEventListener('fetch', function (event) {
  var request = event.request, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && isRegister(url)) {
    event.waitUntil(tidy());
    event.respondWith(page(request));
  } else if (/^\/static\//.test(url.pathname)) {
    event.respondWith(caches.match(request).then(function (kept) { return kept || fetch(request); }));
  }
});
