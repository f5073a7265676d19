// Who may act: forms from elsewhere, sent twice, with another's token; sessions that begin, end and
// are taken over; codes that are guessed; headers every answer has.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from './client.mjs';
import { startKith } from './lib.mjs';

let kith;
before(async () => { kith = await startKith(); });
after(() => kith?.stop());

// Each comes from a neighbourhood of its own, so that the limits on one are not met by all.
let neighbourhood = 0;
const client = (from = `127.${1 + (++neighbourhood >> 8)}.${neighbourhood & 255}.1`) => new Client(kith.origin, from);
const as = (role) => client().signIn(kith, role);
const names = async (who) => (await who.get('/people')).text;

describe('forms', () => {
    let connector, boxes;
    const person = (name) => ({ ...boxes, first_name: name });
    before(async () => { connector = await as('connector'); });
    const freshly = async () => { boxes = await connector.boxes('/people/new', '/people'); };

    test('from elsewhere do nothing', async () => {
        await freshly();
        for (const headers of [
            { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'same-origin, cross-site' }, { 'sec-fetch-site': '' },
            { 'sec-fetch-site': undefined }, { 'sec-fetch-site': undefined, origin: 'http://evil.example' }, { 'sec-fetch-site': undefined, origin: 'null' },
            { 'sec-fetch-site': undefined, origin: `${kith.origin}.evil.example` }, { 'sec-fetch-site': undefined, referer: 'http://evil.example/?http://127.0.0.1' },
            { 'sec-fetch-site': undefined, origin: 'null', referer: `${kith.origin}/people/new` }, { 'sec-fetch-site': 'cross-site', origin: kith.origin },
            { 'sec-fetch-site': undefined, origin: 'http://127.0.0.1:1' },
        ]) {
            const sent = Object.fromEntries(Object.entries({ 'sec-fetch-site': 'same-origin', ...headers }).filter(([, value]) => value !== undefined));
            const body = new URLSearchParams(person('Intruder')).toString();
            const answer = await connector.request('POST', '/people', { body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...sent } });
            assert.equal(answer.status, 403, JSON.stringify(headers));
        }
        assert.ok(!(await names(connector)).includes('Intruder'));
    });

    test('without their token, with another\'s or with one made up are shown again, nothing done', async () => {
        await freshly();
        const other = await (await as('admin')).boxes('/people/new', '/people');
        for (const csrf of [undefined, '', 'x', other.csrf, boxes.csrf.slice(1), boxes.csrf.toUpperCase(), `${boxes.csrf}0`, boxes.csrf.replace(/.$/, (c) => (c === '0' ? '1' : '0'))]) {
            const fields = { ...person('Tokenless'), csrf };
            if (csrf === undefined) delete fields.csrf;
            const answer = await connector.post('/people', fields);
            assert.equal(answer.status, 403, String(csrf));
            assert.match(answer.text, /value="Tokenless"/, 'what was typed is kept');
        }
        assert.ok(!(await names(connector)).includes('Tokenless'));
    });

    test('with another kind of content do nothing', async () => {
        await freshly();
        for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x', '', 'application/x-www-form-urlencoded2', 'text/plain;application/x-www-form-urlencoded']) {
            const answer = await connector.post('/people', new URLSearchParams(person('Otherkind')).toString(), { 'content-type': type });
            assert.ok([403, 422].includes(answer.status), `${type}: ${answer.status}`);
        }
        assert.ok(!(await names(connector)).includes('Otherkind'));
    });

    test('sent twice act once; the same key with other words is shown again', async () => {
        await freshly();
        const one = await connector.post('/people', person('Onceonly')), two = await connector.post('/people', person('Onceonly'));
        assert.deepEqual([one.status, two.status], [303, 303]);
        assert.equal(one.headers.location, two.headers.location);
        const together = await connector.boxes('/people/new', '/people');
        const answers = await Promise.all(Array.from({ length: 6 }, () => connector.post('/people', { ...together, first_name: 'Sixfold' })));
        assert.deepEqual([...new Set(answers.map((one) => `${one.status} ${one.headers.location}`))].length, 1, 'six at once, one answer');
        const changed = await connector.post('/people', { ...together, first_name: 'Otherwords' });
        assert.equal(changed.status, 409);
        assert.match(changed.text, /value="Otherwords"/);
        const key = /name="key" value="([^"]+)"/.exec(changed.text)[1];
        assert.notEqual(key, together.key);
        const list = await names(connector);
        for (const name of ['Onceonly', 'Sixfold'])
            assert.equal((await connector.get(`/people?q=${name}`)).text.match(new RegExp(`href="/people/\\d+"[^>]*>(?:(?!</a>)[^])*${name}`, 'g'))?.length, 1, name);
        assert.ok(!list.includes('Otherwords'));
    });

    test('another person cannot use somebody\'s key', async () => {
        await freshly();
        assert.equal((await connector.post('/people', person('Mykey'))).status, 303);
        const admin = await as('admin'), own = await admin.boxes('/people/new', '/people');
        const answer = await admin.post('/people', { ...own, key: boxes.key, first_name: 'Mykey' });
        assert.equal(answer.status, 409);
    });

    test('with a broken key are shown again', async () => {
        await freshly();
        for (const key of ['', 'short', 'x'.repeat(65), 'a b c d e f g h i j', '<script>alert(1)</script>', "' OR 1=1 --------", '../../../../etc/passwd']) {
            const answer = await connector.post('/people', { ...person('Badkey'), key });
            assert.equal(answer.status, 422, key);
        }
        assert.ok(!(await names(connector)).includes('Badkey'));
    });
});

describe('sessions', () => {
    test('a cookie nobody gave out opens nothing and is not adopted', async () => {
        const who = client();
        who.cookies.set('kith', 'a'.repeat(52));
        assert.equal((await who.get('/today')).status, 303);
        await who.signIn(kith, 'connector');
        assert.notEqual(who.cookies.get('kith'), 'a'.repeat(52));
        assert.equal((await who.get('/today')).status, 200);
    });

    test('a new sign-in ends the session before it', async () => {
        const who = await as('connector'), before = who.cookies.get('kith');
        await who.signIn(kith, 'resident');
        const old = client();
        old.cookies.set('kith', before);
        assert.equal((await old.get('/today')).status, 303);
    });

    test('signing out ends it on the server', async () => {
        const who = await as('connector'), cookie = who.cookies.get('kith');
        assert.equal((await who.get('/signout')).status, 405, 'not by following a link');
        assert.equal((await who.get('/today')).status, 200);
        assert.equal((await who.post('/signout', await who.boxes('/people/new'))).status, 303);
        assert.equal(who.cookies.has('kith'), false);
        const thief = client();
        thief.cookies.set('kith', cookie);
        const answer = await thief.get('/today');
        assert.equal(answer.status, 303);
        assert.match(answer.headers.location, /^\/signin\?next=/);
    });

    test('odd cookies open nothing', async () => {
        const good = (await as('connector')).cookies.get('kith');
        for (const cookie of [good.toUpperCase(), `${good}x`, good.slice(1), 'x'.repeat(4000), '%00', "' OR '1'='1", '']) {
            const answer = await client().get('/today', { cookie: `kith=${cookie}` });
            assert.equal(answer.status, 303, cookie.slice(0, 60));
        }
        // Two of one name: whichever counts, it is one of them and the page is whole.
        assert.ok([200, 303].includes((await client().get('/today', { cookie: `kith=x; kith=${good}` })).status));
    });

    test('words in a notice cookie are not believed', async () => {
        const words = 'Ring 09011 000000 now';
        for (const mac of ['0'.repeat(32), ''])
            assert.ok(!(await client().get('/find', { cookie: `kith_notice=${mac}.${encodeURIComponent(words)}` })).text.includes(words));
    });
});

describe('coming in', () => {
    test('a sign-in address works once, by its button only', async () => {
        const path = new URL(await kith.signin('resident')).pathname, scanner = client();
        for (let i = 0; i < 3; i++) {
            const page = await scanner.get(path);
            assert.equal(page.status, 200);
            assert.equal(page.headers['cache-control'], 'no-store');
        }
        assert.equal(scanner.cookies.has('kith'), false);
        await scanner.request('HEAD', path);
        const first = client(), boxes = await first.boxes(path);
        assert.equal((await first.post(path, boxes)).status, 303);
        assert.ok(first.cookies.has('kith'));
        const second = client();
        assert.equal((await second.post(path, await second.boxes(path))).status, 422);
        assert.equal(second.cookies.has('kith'), false);
        // The first sender's form once more: the same way on, and no second session.
        const again = client();
        await again.post(path, boxes);
        assert.equal(again.cookies.has('kith'), false);
    });

    test('of many who use one address at once, one comes in', async () => {
        const path = new URL(await kith.signin('resident')).pathname;
        const crowd = await Promise.all(Array.from({ length: 8 }, async () => { const one = client(); await one.post(path, await one.boxes(path)); return one; }));
        assert.equal(crowd.filter((one) => one.cookies.has('kith')).length, 1);
    });

    test('next leads to our own pages only', async () => {
        for (const next of ['//evil.example', '/\\evil.example', 'http://evil.example', 'https:evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\r\nSet-Cookie: a=b', '\\\\evil.example',
            '%2f%2fevil.example', '/%0d%0aX: y', ' //evil.example', '///evil.example', '/..//evil.example', '/.//evil.example']) {
            const path = new URL(await kith.signin('resident')).pathname, who = client();
            const page = await who.get(`${path}?next=${encodeURIComponent(next)}`);
            assert.equal(page.status, 200);
            const answer = await who.post(path, { ...await who.boxes(path), next });
            assert.equal(answer.status, 303, next);
            const to = new URL(answer.headers.location, kith.origin);
            assert.equal(to.origin, kith.origin, `${JSON.stringify(next)} led to ${answer.headers.location}`);
            assert.equal(answer.headers['x'], undefined);
        }
    });

    test('every answer of signing in is kept out of caches', async () => {
        for (const path of ['/signin', '/signin?asked=1&who=a%40example.org', '/signin/abcdefghijklmnopqrstuvwxyz'])
            assert.equal((await client().get(path)).headers['cache-control'], 'no-store', path);
    });

    test('codes cannot be guessed: five tries, then 429 with Retry-After; unknown addresses look the same', async () => {
        const seen = {};
        for (const who of ['nobody@example.org', '07700 900999']) {
            const answers = [];
            for (let i = 0; i < 8; i++) answers.push(await client().post('/signin/code', { who, code: String(10000000 + i) }));
            const statuses = answers.map((one) => one.status);
            assert.deepEqual(statuses.slice(0, 5), [422, 422, 422, 422, 422], who);
            assert.ok(statuses.slice(5).every((status) => status === 429), `${who}: ${statuses}`);
            assert.ok(Number(answers[7].headers['retry-after']) > 0);
            seen[who] = answers[0].text.replaceAll(who, '').replace(/value="[0-9a-f]{32}"/g, '');
        }
    });

    test('another spelling of a number is no further try', async () => {
        const statuses = [];
        for (const who of ['07700 900998', '07700-900998', '+447700900998', '00447700900998', '(07700) 900 998', '0 7 7 0 0 900998', '07700.900.998'])
            statuses.push((await client().post('/signin/code', { who, code: '12345678' })).status);
        assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429, 429]);
    });

    test('tries at printed cards are counted together, whatever is written as the name', async () => {
        const statuses = [];
        for (let i = 0; i < 100; i++) statuses.push((await client().post('/signin/code', { who: `x${i}`, code: String(20000000 + i) })).status);
        assert.ok(statuses.slice(0, 40).every((status) => status === 422), 'honest mistakes are no trouble');
        assert.ok(statuses.slice(-10).every((status) => status === 429), 'many are');
    });

    test('one neighbourhood has its share of tries', async () => {
        const statuses = [];
        for (let i = 0; i < 20; i++) statuses.push((await client('127.77.0.1').post('/signin/password', { name: `p${i}@example.org`, password: 'wrong horse' })).status);
        assert.ok(statuses.includes(422) && statuses.at(-1) === 429, String(statuses));
    });

    test('a long way back does not lose the box for the code', async () => {
        const next = `/find?q=${'garden '.repeat(120)}`.trim();
        const answer = await client().post('/signin/ask', { who: 'a@example.org', next });
        assert.equal(answer.status, 303);
        assert.match(answer.headers.location, /^\/signin\?asked=1&who=a%40example\.org&next=%2Ffind/);
        assert.equal((await client().get(answer.headers.location)).status, 200);
    });
});

describe('headers', () => {
    const wanted = (answer, what) => {
        const { headers } = answer;
        assert.match(headers['content-security-policy'] ?? '', /default-src 'none'/, what);
        assert.ok(!/unsafe|\*/.test(headers['content-security-policy']), what);
        assert.match(headers['content-security-policy'], /frame-ancestors 'none'/, what);
        assert.equal(headers['x-content-type-options'], 'nosniff', what);
        assert.ok(['no-referrer', 'same-origin'].includes(headers['referrer-policy']), what);
        assert.equal(headers['access-control-allow-origin'], undefined, what);
        assert.equal(headers.server, undefined, what);
        assert.equal(headers['x-powered-by'], undefined, what);
    };

    test('guard every answer: pages, errors, files, documents, redirects', async () => {
        const css = /href="(\/static\/[^"]+\.css)"/.exec((await client().get('/')).text)[1];
        for (const path of ['/', '/find', '/find.json', '/nobody', '/today', '/static/none.css', css, '/favicon.ico', '/healthz', '/readyz', '/handbook', '/handbook/none', '/signin', '/assets/0', '/assets/x.json', '/find.json?limit=-1'])
            wanted(await client().get(path), path);
        for (const method of ['HEAD', 'OPTIONS', 'DELETE', 'PUT']) wanted(await client().request(method, '/find'), method);
        wanted(await client().request('POST', '/nobody', { body: 'a=b' }), 'POST /nobody');
        wanted(await client().request('POST', '/find', { body: 'a=b' }), 'POST /find');
        wanted(await client().post('/people', { first_name: 'x' }), 'POST /people');
    });

    test('cookies are out of reach of scripts and other sites', async () => {
        const who = client(), path = new URL(await kith.signin('connector')).pathname;
        const answer = await who.post(path, await who.boxes(path));
        for (const line of answer.headers['set-cookie']) {
            assert.match(line, /; HttpOnly/);
            assert.match(line, /; SameSite=Lax/);
            assert.match(line, /; Path=\//);
            assert.ok(!/Domain=/i.test(line));
        }
        const shared = client(), other = new URL(await kith.signin('connector')).pathname;
        const lines = (await shared.post(other, { ...await shared.boxes(other), shared: 'yes' })).headers['set-cookie'];
        assert.ok(!/Max-Age/.test(lines.find((line) => line.startsWith('kith='))), 'forgotten when a shared browser closes');
    });

    test('what a signed-in person sees is kept by nobody', async () => {
        for (const role of ['connector', 'resident', 'organisation', 'admin']) {
            const who = await as(role);
            for (const path of ['/', '/find', '/find.json?q=a', '/me', '/me/copy.json', '/today', '/people', '/apart', '/hellos', '/nobody', '/signin'])
                assert.equal((await who.get(path)).headers['cache-control'], 'no-store', `${role} ${path}`);
        }
        const person = /people\/(\d+)/.exec(await names(await as('connector')))[1];
        const token = JSON.parse(await kith.kith('token', '--for', person, '--json')).token;
        assert.equal((await client().get('/find.json', { authorization: `Bearer ${token}` })).headers['cache-control'], 'no-store');
    });

    test('being too quick is told with Retry-After', async () => {
        const who = await as('resident'), boxes = await who.boxes('/me/leave', '/me/leave');
        let last;
        for (let i = 0; i < 12; i++) last = await who.post('/me/leave', { csrf: boxes.csrf, key: 'x' });
        assert.equal(last.status, 429);
        assert.ok(Number(last.headers['retry-after']) >= 1);
    });
});
