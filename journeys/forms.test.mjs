// Every form of every page, found by walking them, filled in by somebody who means harm: nothing
// breaks, nothing runs, what was typed is still there, and each message stands beside its box.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from './client.mjs';
import { calm, openBrowser, someone, startKith } from './lib.mjs';

const texts = {
    script: '<script>alert(1)</script>',
    attribute: `"'><img src=x onerror=alert(1)><svg/onload=alert(2)>`,
    template: '{{7*7}}${7*7}{v.name}{t "x"}%{x}',
    format: '%n%s%n%s%p%x%1$n%99999d',
    lines: 'one\r\nSet-Cookie: a=b\r\n\r\n<html><b>two</b>',
    formula: '=HYPERLINK("http://evil.example","x")',
    sql: `x'); DROP TABLE people_person; --`,
    turned: 'abc\u202Edef\u2066ghi\u2069\u200F',
    entities: '&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&#60;b&#62;',
    address: 'javascript:alert(document.domain)',
    stacked: 'Z' + '\u0351\u0310\u0489'.repeat(40),
    families: '👨‍👩‍👧‍👦'.repeat(60),
    blank: ' \u00a0\u200b\u2060\ufeff\u3000 ',
    empty: '',
    closing: '</textarea></title></select></form><form action=http://evil.example><input name=csrf>',
    number: '-9223372036854775809',
    huge: '1e999',
    day: '2026-02-31T25:61',
};
const long = 'word '.repeat(36000); // 180,000 letters in every box

const starts = ['/', '/find', '/find?q=garden', '/signin', '/signin?asked=1&who=a%40example.org', '/today', '/people', '/people/new', '/apart', '/listen', '/listen/new', '/hellos', '/concerns', '/me', '/me/edit',
    '/me/leave', '/assets', '/assets/new', '/map/import', '/import', '/admin', '/admin/places', '/places', '/handbook'];
const roles = ['visitor', 'resident', 'connector', 'organisation', 'lead', 'admin', 'host', 'elsewhere'];
const pattern = (address) => address.split('?')[0].replace(/\/\d{6,}|\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/N').replace(/\/signin\/[a-z2-7]{20,}/, '/signin/T');

let browser, looker;
before(async () => {
    browser = await openBrowser();
    looker = await browser.newPage(); // only its parser is used
});
after(() => browser?.close());

// What a browser makes of a page: its links and forms, and whatever our pages never hold.
const look = (html) => looker.evaluate((text) => {
    const page = new DOMParser().parseFromString(text, 'text/html'), odd = [];
    for (const element of page.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
            if (/^on|^style$|^srcdoc$/i.test(name)) odd.push(`${element.tagName} ${name}`);
            if (/^(href|src|action|formaction)$/i.test(name) && !/^(\/(?!\/)|#|\?|tel:|mailto:|https?:\/\/[a-z0-9.-]+(?=[\/"?]|$))/.test(value) && value !== '') odd.push(`${element.tagName} ${name}=${value.slice(0, 60)}`);
        }
        if (/^(iframe|object|embed|base|marquee|img)$/i.test(element.tagName) && !/^\//.test(element.getAttribute('src') ?? 'x')) odd.push(element.tagName);
        if (element.tagName === 'SCRIPT' && !/^\/static\//.test(element.getAttribute('src') ?? '')) odd.push('SCRIPT');
        if (element.tagName === 'FORM' && /evil/.test(element.getAttribute('action') ?? '')) odd.push('FORM elsewhere');
    }
    const boxes = (form) => [...form.querySelectorAll('input[name],select[name],textarea[name]')].map((box) => ({
        name: box.name, type: box.tagName === 'INPUT' ? box.type : box.tagName.toLowerCase(), value: box.value, checked: box.checked,
    }));
    return {
        odd,
        title: page.title,
        links: [...page.querySelectorAll('a[href^="/"]')].map((a) => a.getAttribute('href')),
        forms: [...page.querySelectorAll('form[method="post"]')].map((form) => ({ action: form.getAttribute('action'), multipart: form.enctype === 'multipart/form-data', boxes: boxes(form) })),
        broken: [...page.querySelectorAll('.wrong a[href^="#"]')].filter((a) => !page.getElementById(a.getAttribute('href').slice(1))).map((a) => a.getAttribute('href')),
        told: page.querySelectorAll('.wrong li').length,
        beside: page.querySelectorAll('.why').length,
        kept: [...page.querySelectorAll('input[name],textarea[name]')].map((box) => box.value).concat([...page.querySelectorAll('.kept, dd, pre, .wrong ~ *')].map((e) => e.textContent)),
    };
}, html);

// One form of each address that differs by more than a number, and one page of each likewise.
async function walk(who) {
    const seen = new Set(), found = new Map(), pages = new Map(), todo = [...starts];
    while (todo.length && pages.size < 120) {
        const address = todo.shift(), kind = pattern(address) + (address.includes('?') ? '?' : '');
        if (seen.has(kind)) continue;
        seen.add(kind);
        const answer = await who.get(address);
        assert.ok(answer.status < 500, `${address} answered ${answer.status}`);
        if (answer.status !== 200 || !/text\/html/.test(answer.headers['content-type'])) continue;
        const page = await look(answer.text);
        assert.deepEqual(page.odd, [], address);
        pages.set(kind, address);
        todo.push(...page.links.filter((link) => !/^\/(static|handbook\/|\?lang)|[?&]lang=/.test(link)));
        for (const form of page.forms) {
            const key = `${pattern(form.action)} ${form.boxes.map((box) => box.name).filter((name, i, all) => all.indexOf(name) === i).join(' ')}`;
            if (form.action !== '/signout' && form.action !== '/me/leave' && !found.has(key)) found.set(key, { ...form, address });
        }
    }
    return { forms: [...found.values()], pages: [...pages.values()] };
}

const typed = (box) => /^(text|search|email|tel|url|number|date|time|password|textarea|datetime-local)$/.test(box.type);
// A form as it is shown now, every box holding `text`, every choice one that was not offered.
async function fill(who, form, text, raw = false) {
    const page = await look((await who.get(form.address)).text);
    const now = page.forms.find((one) => one.action === form.action && one.boxes.length === form.boxes.length) ?? page.forms.find((one) => pattern(one.action) === pattern(form.action));
    if (!now) return null;
    const encode = (value) => (raw ? value : encodeURIComponent(value)), body = [];
    for (const box of now.boxes) {
        if (box.type === 'file' || box.type === 'submit') continue;
        const ours = /^(csrf|key)$/.test(box.name);
        body.push(`${encodeURIComponent(box.name)}=${ours ? encodeURIComponent(box.value) : box.type === 'hidden' && !raw ? encodeURIComponent(box.value) : encode(text)}`);
    }
    const answer = await who.post(now.action, body.join('&'));
    return { answer, boxes: now.boxes, action: now.action };
}

// A browser's one-line boxes hold no line ends.
const flat = (text) => text.replace(/[\r\n]+/g, '').normalize('NFC').trim();

async function judge(role, form, name, text, filled) {
    const { answer, boxes, action } = filled, what = `${role}: ${pattern(action)} (on ${pattern(form.address)}) with ${name}`;
    // A form that makes paper answers with the paper.
    if (answer.status === 200 && answer.headers['content-type'] === 'application/pdf') return;
    assert.ok([303, 400, 403, 404, 409, 413, 422, 429].includes(answer.status), `${what} answered ${answer.status}`);
    if (answer.status === 303) {
        assert.match(answer.headers.location, /^\/(?![\/\\])/, what);
        assert.equal(answer.headers['set-cookie']?.some((line) => /^a=b/.test(line)) ?? false, false, what);
        return;
    }
    const page = await look(answer.text);
    assert.deepEqual(page.odd, [], what);
    assert.ok(!/\balert\(1\)<\/script>/.test(answer.text), what);
    assert.equal(page.broken.length, 0, `${what}: the list of messages leads to ${page.broken}, which is not there`);
    if (answer.status !== 422) return;
    assert.ok(page.told > 0 || /<p|<li/.test(answer.text), what);
    // What opens doors is not written into a page again.
    if (text && boxes.some((box) => typed(box) && !/^(code|card|password.*)$/.test(box.name)) && flat(text).length > 0 && !/^(turned|blank)$/.test(name))
        assert.ok(page.kept.some((value) => flat(value).includes(flat(text).slice(0, 40))) || answer.text.length > 200000, `${what}: what was typed is lost`);
}

// Each on a Kith of its own, so that being too quick in one test is not met by the next.
async function withKith(work) {
    const own = await startKith();
    try { await work(own); } finally { await own.stop(); }
}
const signedIn = (own, role) => (role === 'visitor' ? new Client(own.origin) : new Client(own.origin).signIn(own, role));

for (const role of roles)
    test(`${role}: every form survives every text`, { timeout: 120000 }, (t) => withKith(async (own) => {
        const who = await signedIn(own, role), { forms, pages } = await walk(who), wrong = [];
        t.diagnostic(`${pages.length} kinds of page, ${forms.length} kinds of form`);
        assert.ok(forms.length >= 4, `only ${forms.length} forms`);
        for (const form of forms)
            for (const [name, text] of Object.entries(texts)) {
                const filled = await fill(who, form, text);
                if (!filled || filled.answer.status === 429) break; // acted on and gone from its page, or too often
                await judge(role, form, name, text, filled).catch((error) => wrong.push(error.message.split('\n')[0]));
            }
        assert.deepEqual(wrong, []);
        // Whatever was stored on the way: every page is still whole.
        for (const address of pages) {
            const answer = await who.get(address);
            assert.ok(answer.status < 500, `${address} answered ${answer.status} afterwards`);
            if (/text\/html/.test(answer.headers['content-type'] ?? '')) assert.deepEqual((await look(answer.text)).odd, [], address);
        }
        assert.equal(JSON.parse(await own.kith('db', 'check', '--json')).ok, true);
    }));

for (const role of ['visitor', 'resident', 'connector', 'organisation', 'admin'])
    test(`${role}: every form survives bytes that are no text, and very many`, { timeout: 120000 }, (t) => withKith(async (own) => {
        const who = await signedIn(own, role), { forms } = await walk(who);
        for (const form of forms) {
            for (const bytes of ['%00', 'a%00b', '%ff%fe', '%ed%a0%80', '%c0%af', '%zz', '\xff']) {
                const filled = await fill(who, form, bytes, true);
                if (filled) assert.ok(filled.answer.status < 500, `${form.action} with ${bytes} answered ${filled.answer.status}`);
            }
            const filled = await fill(who, form, long);
            if (filled) assert.ok(filled.answer.status < 500, `${form.action} with long texts answered ${filled.answer.status}`);
            if (filled && filled.answer.status === 200) t.diagnostic(`${form.action} took everything`);
        }
        const many = Array.from({ length: 3000 }, (_, i) => `b${i}=x`).join('&');
        assert.ok([413, 422, 429].includes((await who.post('/signin/ask', many)).status), '3,000 boxes');
        assert.equal(JSON.parse(await own.kith('db', 'check', '--json')).ok, true);
    }));

test('a name nobody can see is no name; marks that turn the writing round are left out', () => withKith(async (own) => {
    const who = await signedIn(own, 'connector');
    for (const name of [' ', texts.blank, '\u200b', '\u202e\u2066', '\u00a0', '\u0085']) {
        const answer = await who.post('/people', { ...await who.boxes('/people/new', '/people'), first_name: name });
        assert.equal(answer.status, 422, JSON.stringify(name));
        assert.match(answer.text, /id="w-first_name"/);
    }
    const answer = await who.post('/people', { ...await who.boxes('/people/new', '/people'), first_name: 'Ab\u202Ecd\u2066e\u2069 \u0645\u06CC\u200C\u062E' });
    assert.match((await who.get(answer.headers.location)).text, /<h1>Abcde \u0645\u06CC\u200C\u062E<\/h1>/);
}));

test('an imported directory of such texts: nothing runs, every name comes back as it was', { timeout: 120000 }, () => withKith(async (own) => {
    const cell = (text) => `"${text.replaceAll('"', '""')}"`, names = Object.entries(texts).filter(([, text]) => flat(text) && !/[\r\n]/.test(text) && text.length <= 200 && flat(text.replace(/[\u00a0\u200b\u2060\ufeff\u3000]/g, '')));
    const file = path.join(own.folder, 'hostile.csv');
    await writeFile(file, `id,name,description,days_times,url,phone,email,organization,address\n${names.map(([name, text]) => [name, text, text, text, text, text, text, text, text].map(cell).join(',')).join('\n')}\n`);
    const report = JSON.parse(await own.kith('import', file, '--place', 'Weirside', '--source', '<script>alert(1)</script>', '--json').catch((error) => error.stdout));
    assert.equal(report.read, names.length);
    assert.equal(report.added + report.changed + report.unchanged + report.refused.length, report.read);
    const who = await signedIn(own, 'organisation');
    for (const [name, text] of names) {
        const found = await who.get(`/find.json?q=${encodeURIComponent(text.slice(0, 60))}&limit=200`);
        assert.ok(found.status < 500, `${name} answered ${found.status}`);
        for (const one of JSON.parse(found.text).results ?? []) {
            const page = await who.get(`/assets/${one.id}`);
            assert.equal(page.status, 200);
            assert.deepEqual((await look(page.text)).odd, [], `${name}: the page of ${JSON.stringify(one.name)}`);
        }
    }
    for (const address of ['/', '/find', '/find?limit=200', '/assets', '/map/import'])
        assert.deepEqual((await look((await who.get(address)).text)).odd, [], address);
    const list = JSON.parse(await own.kith('find', 'script', '--limit', '200', '--json')).results.map((one) => one.name);
    assert.ok(list.includes(texts.script) || report.refused.some((row) => row.line === 2), 'a name comes back as it was written, or its row was refused');
}));

test('in a real browser nothing that was stored runs', { timeout: 120000 }, () => withKith(async (kith) => {
    const writer = await signedIn(kith, 'connector');
    for (const text of [texts.script, texts.attribute, texts.closing, texts.template]) {
        const fields = await writer.boxes('/people/new', '/people');
        assert.equal((await writer.post('/people', { ...fields, first_name: text.slice(0, 80), address: text })).status, 303, text);
    }
    for (const role of ['connector', 'organisation', 'admin']) {
        const page = await someone(browser, kith, { role }), heard = [];
        page.on('dialog', (dialog) => { heard.push(dialog.message()); dialog.dismiss(); });
        for (const address of ['/today', '/people', '/listen', '/hellos', '/find', '/find?q=%3Cscript%3Ealert(1)%3C/script%3E', '/assets', '/apart', '/me', `/signin?next=${encodeURIComponent('"><script>alert(1)</script>')}`]) {
            await page.goto(kith.origin + address);
            await page.waitForLoadState('load');
        }
        assert.deepEqual(heard, []);
        calm(page);
        await page.context().close();
    }
}));

