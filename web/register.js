/* The list of who came, on a phone: each tick is kept here first and sent when there is signal. It
   works with the page alone; nothing is lost when the page is closed. Sent ticks are forgotten.
   One tick is {id, at, person | walk_in, name, came, first} or a number; see docs/handbook. */
(function () {
  'use strict';
  var doc = document, form = doc.querySelector('form[data-register]');
  if (!form || !window.fetch || !window.Promise || !window.crypto || !crypto.getRandomValues) return;
  var base = form.getAttribute('data-register'), who = form.getAttribute('data-who');
  var key = 'register ' + base, line = doc.getElementById('register-line'), words = doc.getElementById('register-words');
  var busy = false, later = 0, tries = 0, csrf = form.elements.csrf.value, leaving = false, memory = null;
  var cached = 'kith-register';

  function uuid() {
    var b = crypto.getRandomValues(new Uint8Array(16)), s = '';
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    for (var i = 0; i < 16; i++) s += (b[i] + 256).toString(16).slice(1) + (/^(3|5|7|9)$/.test(i) ? '-' : '');
    return s;
  }

  /* ---- what is kept on this phone: {who, done, ops} ---- */
  function kept() {
    var found = null;
    try { found = JSON.parse(localStorage.getItem(key)); } catch (e) { found = memory; }
    return found && found.ops ? found : { who: who, done: false, ops: [] };
  }

  function keep(what) {
    memory = what;
    try {
      if (what.ops.length || what.done) localStorage.setItem(key, JSON.stringify(what));
      else localStorage.removeItem(key);
    } catch (e) { /* no room: it stays while the page is open */ }
  }

  function device() {
    var id = null;
    try {
      id = localStorage.getItem('register device') || uuid();
      localStorage.setItem('register device', id);
    } catch (e) { id = id || uuid(); }
    return id;
  }
  var phone = device();

  /* ---- words ---- */
  function say(name) {
    var found = words && words.querySelector('[data-say="' + name + '"]');
    return found ? found.textContent : '';
  }

  /* "3 ticks are kept": the form of the word that the language has for this number. */
  function saying(n) {
    var forms = words ? words.querySelectorAll('[data-kept]') : [], best = forms[forms.length - 1];
    var rules = window.Intl && Intl.PluralRules ? new Intl.PluralRules(words.getAttribute('data-locale')) : null;
    function kind(x) { return rules ? rules.select(x) : x === 1 ? 'one' : 'other'; }
    for (var i = forms.length - 1; i >= 0; i--) if (kind(+forms[i].getAttribute('data-kept')) === kind(n)) best = forms[i];
    return best ? best.textContent.replace(/\d+/, n) : String(n);
  }

  function tell(text, link) {
    line.textContent = text;
    if (!link) return;
    var door = words.querySelector('[data-say="door"]').cloneNode(true);
    door.removeAttribute('data-say');
    line.appendChild(doc.createTextNode(' '));
    line.appendChild(door);
  }

  function waiting(why) {
    var n = kept().ops.length;
    if (n) tell(saying(n) + (why ? ' ' + say(why) : ''), why === 'signin');
  }

  /* ---- ticks ---- */
  function add(op) {
    var all = kept();
    op.id = uuid();
    op.at = Date.now();
    all.who = all.ops.length ? all.who : who;
    all.ops.push(op);
    keep(all);
    waiting();
    plan(900);
  }

  function nameOf(box) {
    var name = box.parentNode.querySelector('bdi');
    return name ? name.textContent : '';
  }

  function tick(box) {
    var id = box.value.slice(1), op = { came: box.checked };
    if (box.value.charAt(0) === 'p') {
      op.person = id;
    } else {
      op.walk_in = id;
      op.name = nameOf(box);
      op.first = !!box.parentNode.querySelector('.tag');
    }
    var many = form.elements['with-' + box.value];
    if (many && many.value !== '') op.with = Math.min(20, Math.max(0, parseInt(many.value, 10) || 0));
    add(op);
  }

  function row(id) {
    var boxes = form.querySelectorAll('input[name=came]');
    for (var i = 0; i < boxes.length; i++) if (boxes[i].value === id) return boxes[i];
    return null;
  }

  function element(name, text) {
    var made = doc.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  function put(id, name, came, first, twice) {
    var li = element('li'), label = element('label'), box = element('input'), span = element('span');
    label.className = 'tap line';
    box.type = 'checkbox';
    box.name = 'came';
    box.value = id;
    box.checked = came;
    span.appendChild(element('bdi', name));
    if (twice) span.appendChild(doc.createTextNode(' ' + say('twice')));
    if (first) {
      var tag = element('span', say('first'));
      tag.className = 'tag';
      span.appendChild(doc.createTextNode(' '));
      span.appendChild(tag);
    }
    label.appendChild(box);
    label.appendChild(doc.createTextNode(' '));
    label.appendChild(span);
    li.appendChild(label);
    ['row', 'was'].forEach(function (kind) {
      var hidden = element('input');
      hidden.type = 'hidden';
      hidden.name = kind;
      hidden.value = id;
      li.appendChild(hidden);
    });
    doc.getElementById('register-rows').appendChild(li);
    var none = doc.getElementById('register-none');
    if (none) none.hidden = true;
    return box;
  }

  function changed() {
    var event = doc.createEvent('Event');
    event.initEvent('change', true, false);
    event.ours = true;
    form.dispatchEvent(event);
  }

  /* "2", "and 2 more"; "Joan 2" is a name. */
  function numeric(piece) { return /[\d\u0660-\u0669\u06f0-\u06f9]/.test(piece) && !/^[A-Z]/.test(piece); }

  /* First names in the two boxes become rows; a number among them goes to the others. */
  function names() {
    [['walk_ins', false], ['newcomers', true]].forEach(function (pair) {
      var box = form.elements[pair[0]];
      if (!box || !box.value.trim()) return;
      var stay = [];
      box.value.split(/[,;\n\u060c]/).forEach(function (piece) {
        piece = piece.trim();
        if (!piece) return;
        if (numeric(piece) || piece.length > 80) {
          stay.push(piece);
          return;
        }
        var id = uuid();
        put('w' + id, piece, true, pair[1], false);
        add({ walk_in: id, name: piece, came: true, first: pair[1] });
      });
      box.value = stay.join(', ');
    });
    changed();
  }

  /* Numbers and the note, where they differ from what the page came with. Words that only the
     server understands ("and 2 more") wait in their box for Keep. */
  function numbers() {
    var op = {}, any = false;
    ['others', 'adults', 'children', 'note'].forEach(function (name) {
      var box = form.elements[name], value = box && box.value.trim();
      if (!box || value === (box.defaultValue || '').trim()) return;
      if (name !== 'note' && !/^\d{0,5}$/.test(value)) return;
      op[name] = name === 'note' ? value.slice(0, 1000) : Math.min(10000, +value);
      box.defaultValue = box.value;
      any = true;
    });
    ['walk_ins', 'newcomers'].forEach(function (name) {
      var box = form.elements[name], more = 0;
      if (!box || !box.value.trim()) return;
      box.value = box.value.split(',').filter(function (piece) {
        var found = numeric(piece.trim()) && /\d+/.exec(piece);
        more += found ? +found[0] : 0;
        return !found;
      }).join(',');
      if (!more) return;
      op.others = Math.min(10000, (+form.elements.others.value || 0) + more);
      form.elements.others.value = form.elements.others.defaultValue = op.others;
      any = true;
    });
    if (any) add(op);
  }

  /* ---- sending ---- */
  function plan(ms) {
    clearTimeout(later);
    later = setTimeout(send, ms);
  }

  function pack(fields) {
    return Object.keys(fields).map(function (name) {
      return encodeURIComponent(name) + '=' + encodeURIComponent(fields[name]);
    }).join('&');
  }

  function fail(status) {
    var error = new Error('not sent');
    error.status = status;
    throw error;
  }

  function answer(response) {
    var type = response.headers.get('Content-Type') || '';
    if (response.ok && /json/.test(type)) return response.json();
    return fail(response.status);
  }

  function post(some, now) {
    return fetch(base + '/ops', {
      method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: pack({ csrf: csrf, key: uuid(), ops: JSON.stringify({ device: phone, now: now, ops: some }) })
    }).then(answer);
  }

  /* The page was open for long, or somebody signed out and in: a fresh token, once. */
  function again(some) {
    return fetch(base + '/state', { credentials: 'same-origin', cache: 'no-store' }).then(answer).then(function (state) {
      if (state.who !== kept().who) fail('other');
      csrf = state.csrf;
      form.elements.csrf.value = csrf;
      return post(some, Date.now());
    });
  }

  function deliver(some) {
    return post(some, Date.now()).catch(function (error) {
      if (error.status === 403) return again(some);
      throw error;
    });
  }

  function send() {
    var all = kept();
    if (busy || !all.ops.length) return Promise.resolve(!all.ops.length);
    if (all.who !== who) {
      waiting('other');
      return Promise.resolve(false);
    }
    var some = all.ops.slice(0, 100), ids = {};
    some.forEach(function (op) { ids[op.id] = true; });
    busy = true;
    return deliver(some).then(function (state) {
      var left = kept();
      busy = false;
      tries = 0;
      left.ops = left.ops.filter(function (op) { return !ids[op.id]; });
      if (!left.ops.length && left.done) forget();
      if (!left.ops.length) left.done = false;
      keep(left);
      show(state, left.ops);
      return left.ops.length ? send() : true;
    }, function (error) {
      busy = false;
      waiting(error.status === 'other' ? 'other' : error.status === 403 || error.status === 401 ? 'signin' : error.status ? 'wait' : '');
      plan(Math.min(60000, 4000 * Math.pow(2, tries++)));
      return false;
    });
  }

  /* As the list stands now, with what other phones ticked; what waits here stays as it is. */
  function show(state, left) {
    var mine = {};
    left.forEach(function (op) { mine[op.person ? 'p' + op.person : 'w' + op.walk_in] = true; });
    (state.rows || []).forEach(function (known) {
      var box = row(known.id);
      if (!box && known.came && known.name) box = put(known.id, known.name, true, known.first, known.twice);
      else if (box && !mine[known.id]) box.checked = known.came;
      if (!box) return;
      var was = box.closest('li').querySelector('input[name=was]');
      if (was && !known.came) was.parentNode.removeChild(was);
    });
    changed();
    if (left.length) return waiting();
    tell(say('sent').replace('TIME', state.at) + ' ' + (state.left ? say('left') + ' ' : '') + (state.words || '') + ' ' + (state.waits || ''));
  }

  /* Names leave the phone once the list is kept. */
  function forget() {
    if (window.caches) caches.open(cached).then(function (c) { return c.delete(base); }).catch(function () { /* none */ });
  }

  form.addEventListener('change', function (event) {
    var box = event.target;
    if (event.ours) return;
    if (box.name === 'came') tick(box);
    else if (/^with-/.test(box.name)) {
      var of = row(box.name.slice(5));
      if (of && of.checked) tick(of);
    }
  });

  var adder = doc.getElementById('register-add');
  if (adder) {
    adder.hidden = false;
    adder.addEventListener('click', names);
  }
  form.addEventListener('keydown', function (event) {
    if (event.key !== 'Enter' || !/^(walk_ins|newcomers)$/.test(event.target.name) || !event.target.value.trim()) return;
    event.preventDefault();
    names();
  });

  /* Keep: everything that waits goes first; then the page is sent as it would be without a script. */
  form.addEventListener('submit', function (event) {
    if (leaving) return;
    event.preventDefault();
    names();
    numbers();
    var all = kept();
    all.done = all.ops.length > 0;
    keep(all);
    clearTimeout(later);
    (busy ? Promise.resolve(false) : send()).then(function (sent) {
      if (!sent || !navigator.onLine) {
        if (!kept().ops.length) plan(500);
        return;
      }
      forget();
      leaving = true;
      form.submit();
    });
  });

  window.addEventListener('online', function () { plan(100); });
  doc.addEventListener('visibilitychange', function () { if (!doc.hidden) plan(100); });

  /* A page from before: what still waits is shown as it was ticked here. */
  kept().ops.forEach(function (op) {
    if (op.came === undefined) {
      ['others', 'adults', 'children', 'note'].forEach(function (name) {
        var box = form.elements[name];
        if (box && op[name] !== undefined) box.value = box.defaultValue = op[name];
      });
      return;
    }
    var id = op.person ? 'p' + op.person : 'w' + op.walk_in;
    var box = row(id) || (op.walk_in ? put(id, op.name, op.came, op.first, false) : null);
    if (box) box.checked = op.came;
  });
  changed();
  if (kept().ops.length) waiting();
  plan(200);

  /* Opened before it begins, at home: the list opens by itself, with signal or without. */
  function open() {
    if (Date.now() < +form.getAttribute('data-opens')) return;
    form.hidden = false;
    ['register-sofar', 'register-waits'].forEach(function (id) {
      var part = doc.getElementById(id);
      if (part) part.hidden = true;
    });
    clearInterval(opening);
  }
  var opening = form.hidden ? setInterval(open, 20000) : 0;
  if (form.hidden) open();

  function ready() {
    var words = doc.getElementById('register-ready');
    if (words) words.hidden = false;
  }

  /* The page and what it needs, for when there is no signal. */
  if (window.caches && navigator.serviceWorker && location.pathname === base && !location.search) {
    navigator.serviceWorker.register('/sessions/sw.js').then(function () {
      var files = [].map.call(doc.querySelectorAll('script[src], link[rel=stylesheet], link[rel=icon]'), function (file) {
        return file.src || file.href;
      });
      return caches.open(cached).then(function (cache) {
        return cache.keys().then(function (keys) {
          /* files of an older build go */
          keys.forEach(function (old) { if (/\/static\//.test(old.url) && files.indexOf(old.url) < 0) cache.delete(old); });
          return cache.addAll(files.concat([base]));
        });
      });
    }).then(ready).catch(function () { /* none: the open page still works */ });
  }
}());
