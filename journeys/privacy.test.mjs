// What nobody may learn: that two people are kept apart, whether a person is known here at all, and
// what a neighbour offers when one has not signed in. Asked of every page, list and document.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from './client.mjs';
import { startKith } from './lib.mjs';

let kith, people, pair, reason;
const roles = ['resident', 'host', 'organisation', 'connector', 'admin', 'elsewhere'];
const documents = ['/', '/find', '/find.json?q=a&limit=200', '/today', '/people', '/listen', '/listen/new', '/hellos', '/me', '/me/edit', '/me/copy.json', '/apart', '/concerns', '/assets', '/people/new', '/assets/new', '/admin/places', '/map/import'];
const as = (role) => new Client(kith.origin).signIn(kith, role);
const id = (name) => String(people.find((one) => one.first_name === name).id);

before(async () => {
    kith = await startKith();
    const list = JSON.parse(await kith.kith('people', 'list', '--limit', '1000', '--json'));
    people = (Array.isArray(list) ? list : list.people).map((one) => ({ ...one, first_name: one.first_name ?? one.name }));
    // The named lead, and nobody else, has them on a page.
    const page = (await (await as('lead')).get('/apart')).text;
    pair = ['Norma', 'Ronnie'];
    reason = 'Norma asked for this in January.';
    for (const word of [...pair, reason]) assert.ok(page.includes(word), `the lead's page lacks ${word}`);
});
after(() => kith?.stop());

test('that two are kept apart is seen on no page of anybody else', async () => {
    for (const role of roles) {
        const who = await as(role);
        for (const path of [...documents, ...pair.flatMap((name) => [`/people/${id(name)}`, `/people/${id(name)}/edit`, `/people/${id(name)}/hellos`])]) {
            const answer = await who.get(path);
            assert.ok(!answer.text.includes(reason), `${role} reads why on ${path}`);
        }
    }
});

test('neither of the two meets the other in suggestions, on pages or in what they may take away', async () => {
    const admin = await as('admin');
    for (const [one, other] of [pair, [...pair].reverse()]) {
        const hellos = await admin.get(`/people/${id(one)}/hellos`);
        assert.equal(hellos.status, 200);
        assert.ok(!new RegExp(`\\b${other}\\b`).test(hellos.text), `${other} is suggested to ${one}`);
        const token = JSON.parse(await kith.kith('token', '--for', id(one), '--json')).token;
        const copy = await new Client(kith.origin).get('/me/copy.json', { authorization: `Bearer ${token}` });
        assert.equal(copy.status, 200);
        assert.ok(copy.text.includes(one) && !copy.text.includes(other) && !copy.text.includes(reason), `my data of ${one}`);
    }
});

test('one answer for somebody elsewhere and for nobody', async () => {
    for (const [role, hidden] of [['resident', 'Norma'], ['connector', 'Norma'], ['elsewhere', 'Norma'], ['elsewhere', 'Amina']]) {
        const who = await as(role), made = String(BigInt(id(hidden)) + 1n);
        for (const rest of ['', '/edit', '/hellos']) {
            const known = await who.get(`/people/${id(hidden)}${rest}`), none = await who.get(`/people/${made}${rest}`);
            assert.equal(known.status, 403, `${role} ${rest}`);
            assert.equal(none.status, known.status, `${role} ${rest}`);
            const plain = (text, number) => text.replaceAll(number, '').replace(/value="[0-9a-f]{32}"/g, '');
            assert.equal(plain(none.text, made), plain(known.text, id(hidden)), `${role} ${rest}: the pages differ`);
            assert.ok(!known.text.includes(hidden), `${role} reads the name`);
        }
    }
});

test('what a neighbour offers is for those who have signed in', async () => {
    const member = await as('resident'), found = JSON.parse((await member.get('/find.json?q=neighbour&limit=200')).text).results.filter((one) => one.kind === 'gift');
    assert.ok(found.length >= 3, 'the example has gifts');
    const visitor = new Client(kith.origin);
    const everywhere = (await Promise.all(['/', '/find', '/find?q=neighbour', '/find.json?q=neighbour&limit=200', '/find.json?limit=200', '/find.json?limit=200&page=2'].map((path) => visitor.get(path)))).map((one) => one.text).join('\n');
    for (const gift of found) {
        assert.ok(!everywhere.includes(gift.name) && !everywhere.includes(gift.id), `a visitor finds "${gift.name}"`);
        for (const rest of ['', '.json', '/edit']) {
            const answer = await visitor.get(`/assets/${gift.id}${rest}`);
            assert.ok([303, 404].includes(answer.status), `${rest} ${answer.status}`);
            assert.ok(!answer.text.includes(gift.name));
        }
        // Members see what is offered, not whose it is; who last checked it is named by their work.
        const page = await member.get(`/assets/${gift.id}.json`);
        assert.equal(page.status, 200);
        const said = JSON.stringify(JSON.parse(page.text), (key, value) => (/checked|assured/.test(key) ? undefined : value));
        assert.deepEqual(people.filter((one) => new RegExp(`\\b${one.first_name}\\b`).test(said)).map((one) => one.first_name), [], gift.name);
    }
});
