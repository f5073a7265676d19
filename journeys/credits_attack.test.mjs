// Time credits under attack, bounded and on both databases: words that cross on two devices, presents
// at once from one purse, hostile words in every box, and what the public books let slip.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { assert, databases, startKith } from './lib.mjs';
import { Client, forms, unescape } from './client.mjs';

const run = promisify(execFile);
const sql = async (db, text) => (await (/^postgresql:/.test(db) ? run('psql', ['-qXAt', db, '-c', text])
    : run('sqlite3', ['-cmd', '.timeout 5000', db, text]))).stdout.trim();
const hostile = ['', ' ', '\0', '-1', '0', '1e9', '٣', '９９', '9223372036854775808', '99999999999999999999999', '0x10', "' OR 1=1--", '<script>alert(1)</script>',
    '=HYPERLINK("http://x","y")', '+1+1', '@SUM(A1)', '-2+3', '\u202Eruoh\u202C', '😀'.repeat(200), 'a'.repeat(5000), 'two\nlines\r\n; posting  1:00', '%s%n', '{t}'];
const pages = {
    resident: ['/give', '/give/gift', '/give/elsewhere', '/me/hours', '/use', '/pots'],
    connector: ['/hours/waiting', '/hours/sheet'],
    admin: ['/credits/limits', '/credits/policy', '/credits/programmes', '/credits/peers', '/credits/venues', '/credits/notes', '/pots', '/credits/corrections', '/hours/sheet'],
};

for (const kind of databases) describe(kind, () => {
    let kith, addresses = 0;
    const q = (text) => sql(kith.db, text);
    const signedIn = (role) => new Client(kith.origin, `127.78.${++addresses}.1`).signIn(kith, role);
    const guarded = async (who) => { const { csrf } = await who.boxes('/me'); return () => ({ csrf, key: randomUUID() }); };
    const proved = async () => { const books = JSON.parse(await kith.kith('credits', 'verify', '--json')); assert.equal(books.ok, true, JSON.stringify(books)); };
    before(async () => { kith = await startKith({ kind }); });
    after(async () => { await kith?.stop(); });

    test('yes and not right from two devices at once: one of them, once', async () => {
        const one = await signedIn('resident'), two = await signedIn('resident'), first = await guarded(one), second = await guarded(two);
        const id = await q("SELECT t.id FROM credits_told t JOIN people_person p ON p.id = t.other_id WHERE t.state = 'waits' AND p.first_name = 'Amina' ORDER BY t.id LIMIT 1");
        const before = Number(await q('SELECT count(*) FROM credits_entry'));
        const answers = await Promise.all(Array.from({ length: 24 }, (_, i) => (i % 2 ? one : two)
            .post(`/hours/told/${id}`, { ...(i % 2 ? first : second)(), do: i % 3 ? 'yes' : 'not' })));
        assert.ok(answers.every((answer) => answer.status < 500), String(answers.map((answer) => answer.status)));
        assert.equal(answers.filter((answer) => answer.status === 303).length, 1);
        const state = await q(`SELECT state FROM credits_told WHERE id = ${id}`);
        assert.equal(Number(await q('SELECT count(*) FROM credits_entry')) - before, state === 'done' ? 1 : 0);
        await proved();
    });

    test('presents at once from one purse: never more than is in it, and one form once', async () => {
        const one = await signedIn('host'), two = await signedIn('host'), first = await guarded(one), second = await guarded(two);
        const balance = async () => Number(await q("SELECT balance - held_out FROM credits_account WHERE person_id = (SELECT id FROM people_person WHERE first_name = 'Dev')"));
        const had = await balance(), once = { ...first(), other: 'Amina', minutes: '7', line: 'once' };
        assert.ok(had > 20);
        const same = await Promise.all([one, one].map((device) => device.post('/give/gift', once)));
        assert.ok(same.every((answer) => answer.status === 303), String(same.map((answer) => answer.status)));
        assert.equal(await balance(), had - 7);
        const each = Math.floor((had - 7) / 2) + 1;
        const answers = await Promise.all([one, two].map((device, i) => device.post('/give/gift', { ...(i === 1 ? second : first)(), other: 'Amina', minutes: String(each) })));
        assert.equal(answers.filter((answer) => answer.status === 303).length, 1);
        assert.equal(await balance(), had - 7 - each);
        await proved();
    });

    test('hours of others, ids of other things: a plain no, and nothing moves', async () => {
        const who = await signedIn('host'), fields = await guarded(who), sums = () => q('SELECT count(*), sum(postings) FROM credits_account');
        const before = await sums(), person = await q("SELECT id FROM people_person WHERE first_name = 'Amina' LIMIT 1"), dev = "(SELECT id FROM people_person WHERE first_name = 'Dev')";
        const told = await q(`SELECT id FROM credits_told WHERE teller_id <> ${dev} AND group_id IS NULL AND (other_id IS NULL OR other_id <> ${dev}) ORDER BY id LIMIT 1`);
        const theirs = `SELECT e.id FROM credits_entry e JOIN credits_account f ON f.id = e.payer JOIN credits_account g ON g.id = e.payee WHERE f.kind = 'member' AND g.kind = 'member' AND f.person_id <> ${dev} AND g.person_id <> ${dev}`;
        assert.match(told, /^\d+$/);
        for (const id of [person, told, await q(`${theirs} LIMIT 1`) || '7', '0', '9223372036854775808', 'x']) for (const [address, more] of [[`/hours/told/${id}`, { do: 'yes' }], [`/hours/told/${id}`, { do: 'back' }],
            [`/hours/${id}/right`, { minutes: '0', reason: 'mine' }], [`/rights/${id}/agree`, {}], [`/rights/${id}/withdraw`, {}], [`/used/${id}/undo`, {}], [`/asks/${id}`, { do: 'yes', minutes: '60' }],
            [`/pots/${id}/give`, { minutes: '99999' }], [`/credits/notices/${id}/keep`, {}], [`/people/${id}/hours`, { other: 'Dev', minutes: '2', what: 'garden', side: 'received' }], [`/hours/waiting/${id}`, { word: 'yes' }],
            [`/credits/corrections/${id}`, { decision: 'proposed', reason: 'x' }]]) {
            const answer = await who.post(address, { ...fields(), ...more });
            assert.ok([403, 404].includes(answer.status), `${address} answered ${answer.status}`);
        }
        assert.equal(await sums(), before);
    });

    test('hostile words and doubled fields in every form are answered, and the books stand', async () => {
        for (const [role, addressesOf] of Object.entries(pages)) {
            const who = await signedIn(role), fields = await guarded(who);
            for (const address of addressesOf) {
                const page = await who.get(address);
                assert.equal(page.status, 200, `${role} ${address}`);
                for (const form of forms(page.text).filter((one) => one.method === 'POST' && !/^\/(sign|language|me\/act)/.test(one.action)).slice(0, 4)) {
                    const names = [...new Set([...form.inside.matchAll(/\bname="([^"]*)"/g)].map(([, name]) => unescape(name)).filter((name) => !['key', 'csrf'].includes(name)))];
                    const ways = [{}, Object.fromEntries(names.map((name) => [name, ['', '']])), Object.fromEntries(names.map((name) => [name, ['1', '2']]))];
                    for (let i = 0; i < 3; i++) ways.push(Object.fromEntries(names.map((name, k) => [name, hostile[(addresses * 7 + k * 5 + i * 9) % hostile.length]])));
                    for (const way of ways) {
                        const answer = await who.post(form.action, { ...fields(), ...way });
                        assert.ok(answer.status < 500, `${role} ${form.action} ${JSON.stringify(way).slice(0, 300)} answered ${answer.status}`);
                        assert.ok(!answer.text.includes('<script>alert'), `${form.action} shows markup`);
                    }
                }
            }
        }
        await proved();
    });

    test('words that run in a spreadsheet or a journal stay words', async () => {
        const who = await signedIn('host'), fields = await guarded(who);
        for (const what of ['=HYPERLINK("http://x")', '+1+1', '@SUM(A1)', 'two\nlines ; 1:00', '<b>&"', '\u202Eruoh', '😀'.repeat(40)]) {
            const answer = await who.post('/give', { ...fields(), gave: 'other', other: 'Amina', minutes: '5', what_words: what });
            assert.ok([303, 422].includes(answer.status), `${what} answered ${answer.status}`);
        }
        const own = await who.get('/me/hours.csv'), page = await who.get('/me/hours');
        assert.match(own.text, /'=HYPERLINK/);
        assert.ok(!/(^|,)"?[=+@]/m.test(own.text), 'a formula in a cell');
        assert.ok(!page.text.includes('<b>&"'));
        assert.match(own.headers['cache-control'] ?? '', /no-store/);
        await proved();
    });

    test('the public books hold no name, no id of a person and no word', async () => {
        const anyone = new Client(kith.origin, '127.78.99.1');
        const ids = (await q('SELECT id FROM people_person')).split('\n'), words = (await q("SELECT DISTINCT what FROM credits_told WHERE length(what) > 12")).split('\n').filter(Boolean);
        for (const address of ['/books', '/books.csv', '/books.json', '/books/journal']) {
            const { status, text } = await anyone.get(address), numbers = new Set(text.match(/\d+/g));
            assert.equal(status, 200, address);
            for (const id of ids) assert.ok(!(id.length > 6 && numbers.has(id)), `${address} holds the id of a person`);
            for (const name of ['Amina', 'HYPERLINK']) assert.ok(!text.includes(name), `${address} says ${name}`);
            for (const word of words) assert.ok(!text.includes(word), `${address} says ${word}`);
        }
        const wrong = await anyone.get('/n/7K3F9QX2MT4BA');
        assert.ok(wrong.status < 500 && !/Amina|Dev/.test(wrong.text));
    });
});
