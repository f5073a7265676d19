/* Kith works without this file. It adds: drafts kept on this device until the form is sent, a
   count of ticks, a list that narrows while typing, and focus on what is to be put right. */
(function () {
  'use strict';
  var doc = document;

  function all(selector, root) {
    return Array.prototype.slice.call((root || doc).querySelectorAll(selector));
  }

  function store(key, value) {
    try {
      if (value === undefined) return sessionStorage.getItem(key);
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch (e) { /* no storage: nothing is kept, nothing breaks */ }
    return null;
  }

  /* Boxes whose words may be kept: never passwords, hidden boxes or files. */
  function boxes(form) {
    return all('input, textarea, select', form).filter(function (box) {
      return box.name && !/^(hidden|password|file|submit|button)$/.test(box.type) &&
        box.autocomplete !== 'one-time-code';
    });
  }

  function ticks(box) { return box.type === 'checkbox' || box.type === 'radio'; }

  function read(form) {
    return boxes(form).map(function (box) {
      return [box.name, ticks(box) ? box.value : '', ticks(box) ? box.checked : box.value];
    });
  }

  function write(form, kept) {
    boxes(form).forEach(function (box, i) {
      var was = kept[i];
      if (!was || was[0] !== box.name) return;
      if (ticks(box)) {
        if (was[1] === box.value) box.checked = was[2];
      } else {
        box.value = was[2];
      }
    });
  }

  /* What was sent is forgotten once a page answers that is neither a refusal nor an apology. */
  var sent = store('sent');
  if (sent && !doc.querySelector('[data-message], #wrong')) {
    store(sent, null);
    store('sent', null);
  }

  /* Who signs out leaves nothing on the phone. Ticks of a list that were not sent yet are sent
     first, on its page: then they sign out again. */
  function signOut(event) {
    try {
      var names = Object.keys(localStorage).filter(function (name) { return name.indexOf('register ') === 0; });
      var waits = names.filter(function (name) { return /"id"/.test(localStorage.getItem(name)); })[0];
      if (waits && !store('asked')) {
        store('asked', '1');
        event.preventDefault();
        location.href = waits.slice(9);
        return;
      }
      names.forEach(function (name) { localStorage.removeItem(name); });
      sessionStorage.clear();
      if (window.caches) caches.delete('kith-register');
    } catch (e) { /* no storage */ }
  }

  /* A form shown again after a refusal already holds what was typed; a fresh one gets its draft. */
  all('form[method=post]').forEach(function (form, n) {
    var action = form.getAttribute('action') || '';
    if (/^\/sign-?out/.test(action)) {
      form.addEventListener('submit', signOut);
    }
    if (form.hasAttribute('data-no-draft') || !boxes(form).length) return;
    var key = 'draft ' + location.pathname + ' ' + action + ' ' + n;
    var kept = store(key);
    if (kept && !doc.getElementById('wrong')) {
      try { write(form, JSON.parse(kept)); } catch (e) { store(key, null); }
    }
    form.addEventListener('input', function () { store(key, JSON.stringify(read(form))); });
    form.addEventListener('submit', function () { store('sent', key); });
  });

  /* <p data-count="came">5 ticked</p>: the number in it follows the ticks of that name. */
  all('[data-count]').forEach(function (line) {
    var form = line.closest('form');
    if (!form) return;
    function count() {
      var n = all('input:checked', form).filter(function (box) {
        return box.name.indexOf(line.getAttribute('data-count')) === 0;
      }).length;
      line.textContent = line.textContent.replace(/\d+/, n);
    }
    form.addEventListener('change', count);
    count();
  });

  /* <input data-narrow="list-id">: hides the rows of a list that do not hold the words. */
  all('input[data-narrow]').forEach(function (box) {
    var list = doc.getElementById(box.getAttribute('data-narrow'));
    if (!list) return;
    function plain(s) {
      s = s.toLowerCase();
      return s.normalize ? s.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : s;
    }
    box.addEventListener('input', function () {
      var words = plain(box.value).split(/\s+/);
      Array.prototype.forEach.call(list.children, function (row) {
        var text = plain(row.textContent);
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      });
    });
  });

  var wrong = doc.getElementById('wrong');
  if (wrong) wrong.focus();
}());
