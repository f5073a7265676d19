// The books by command, as other programs use them: keys, exit codes, what is refused and by which name.
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, binary, databases, makeDatabase } from './lib.mjs';

const OK = 0, INVALID = 1, MISSING = 3, CONFLICT = 4, LIMIT = 5, BROKEN = 7, WRONG = 64;

// Commands on a database of their own: { code, doc }.
async function withBooks(kind, use) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-books-'));
    const { db, drop } = await makeDatabase(kind, folder);
    const run = (...args) => {
        const { status, stdout } = spawnSync(binary, [...args, '--db', db, '--json'], { encoding: 'utf8' });
        return { code: status, doc: stdout ? JSON.parse(stdout) : null };
    };
    try {
        assert.equal(run('init').code, OK);
        await use((...args) => run('credits', ...args), folder);
    } finally {
        await drop();
        await rm(folder, { recursive: true, force: true });
    }
}

function refused(answer, code, field, line = null) {
    assert.equal(answer.code, code, JSON.stringify(answer.doc));
    assert.deepEqual(Object.keys(answer.doc), ['error']);
    assert.ok(answer.doc.error.message.length > 10);
    assert.equal(answer.doc.error.field, field);
    assert.equal(answer.doc.error.line, line);
}

function people(credits) {
    const ids = {};
    for (const [name, ...more] of [['issue', 'issue'], ['joan', 'member', '--floor', '-600'], ['dev', 'member', '--ceiling', '120'], ['pot', 'pot']]) {
        const { code, doc } = credits('account', '--name', name, '--kind', ...more);
        assert.equal(code, OK);
        ids[name] = doc.account;
    }
    return ids;
}

const post = (id, from, to, minutes, ...more) => ['post', '--id', id, '--from', from, '--to', to, '--minutes', String(minutes), '--for', 'garden', ...more];

for (const kind of databases)
    test(`accounts, entries and what is refused, ${kind}`, () => withBooks(kind, (credits) => {
        const ids = people(credits), id = randomUUID();
        refused(credits('account', '--name', 'joan', '--kind', 'member'), CONFLICT, 'name');
        refused(credits('account', '--name', 'a b', '--kind', 'member'), INVALID, 'name');
        refused(credits('account', '--name', 'x', '--kind', 'bank'), INVALID, 'kind');
        refused(credits('account', '--name', 'x', '--kind', 'member', '--floor', 'low'), INVALID, 'floor');
        const first = credits(...post(id, 'issue', ids.joan, 60)), again = credits(...post(id, ids.issue, 'joan', 60));
        assert.deepEqual([first.code, again.code, first.doc.created, again.doc.created], [OK, OK, true, false]);
        assert.equal(first.doc.id, id);
        assert.deepEqual({ ...again.doc, created: true }, first.doc);
        refused(credits(...post(id, 'issue', 'joan', 61)), CONFLICT, 'id');
        refused(credits(...post(id, 'issue', 'joan', 60, '--on-behalf-of', 'Pearl', '--consent', 'phone')), CONFLICT, 'id');
        for (const minutes of ['1.5', '0', '-1', '1e3', ' 60', '60 ', '', '525601', '99999999999999999999', '0x10', 'ten'])
            refused(credits(...post(randomUUID(), 'issue', 'joan', minutes)), INVALID, 'minutes');
        refused(credits(...post(randomUUID(), 'joan', 'joan', 5)), INVALID, 'to');
        refused(credits(...post(randomUUID(), 'joan', 'nobody', 5)), MISSING, 'to');
        refused(credits(...post(randomUUID(), '99', 'joan', 5)), MISSING, 'from');
        refused(credits(...post('no-uuid', 'issue', 'joan', 5)), INVALID, 'id');
        refused(credits(...post(randomUUID(), 'issue', 'dev', 121)), LIMIT, 'minutes');
        refused(credits(...post(randomUUID(), 'pot', 'dev', 1)), LIMIT, 'minutes');
        refused(credits(...post(randomUUID(), 'joan', 'dev', 5, '--on-behalf-of', 'Pearl')), INVALID, 'consent');
        assert.equal(credits(...post(randomUUID(), 'joan', 'dev', 5, '--on-behalf-of', 'joan', '--consent', 'at the door')).code, OK);
        assert.equal(credits('post', '--minutes').code, WRONG);
        refused(credits('post', '--aim', 'pot'), WRONG, 'aim');
        refused(credits('unheard'), WRONG, null);
        refused(credits(...post(id, 'issue', 'joan', 60).toSpliced(1, 2)), INVALID, 'id');
        const help = (...args) => spawnSync(binary, args, { encoding: 'utf8' });
        for (const args of [['credits', '--help'], ['help', 'credits']])
            assert.match(help(...args).stdout, /credits post [^]*credits notes print /);
        assert.equal(help('unheard', '--help').status, WRONG);
        assert.deepEqual(credits('statement', 'joan').doc.entries.map((e) => e.minutes), [-5, 60]);
    }));

for (const kind of databases)
    test(`a batch is all or nothing, a mistake is taken back once, ${kind}`, () => withBooks(kind, async (credits, folder) => {
        people(credits);
        const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()], file = path.join(folder, 'batch.csv');
        const batch = async (text) => { await writeFile(file, text); return credits('batch', file); };
        refused(await batch(`id,from,to,minutes,for\n${a},issue,joan,60,walk\n${b},joan,dev,1.5,walk\n`), INVALID, 'minutes', 3);
        refused(await batch(`id,from,to,minutes,for\n${a},issue,joan,60,"two\nlines"\n`), INVALID, 'for', 2);
        refused(await batch(`id,from,to,minutes,for\n${a},issue,joan,60,walk\n\n${b},joan,nobody,5,walk\n`), MISSING, 'to', 4);
        refused(await batch(`id,from,to,minutes,for\n${a},issue,joan,60,walk\n${a},issue,joan,61,walk\n`), CONFLICT, 'id', 3);
        refused(await batch(`id,from,to,minutes,for\n${a},issue,dev,120,walk\n${b},issue,dev,1,walk\n`), LIMIT, 'minutes', 3);
        refused(await batch('id,from,to,minutes\n'), INVALID, 'for', 1);
        refused(credits('batch', path.join(folder, 'none.csv')), MISSING, path.join(folder, 'none.csv'));
        assert.equal(credits('verify').doc.entries, 0);
        const good = `for,x,minutes,to,from,id\r\n"a ""big"" garden, theirs",,60,joan,issue,${a}\r\nwalk,,30,dev,joan,${b}\r\nwalk,,30,dev,joan,${b}\r\n`;
        assert.deepEqual((await batch(good)).doc, { posted: 2, already: 1 });
        assert.deepEqual((await batch(good)).doc, { posted: 0, already: 3 });
        assert.deepEqual((await batch(JSON.stringify([{ id: c, from: 'issue', to: 'joan', minutes: 5, for: 'walk' }]))).doc, { posted: 1, already: 0 });
        const entry = credits('statement', 'dev').doc.entries[0].entry, key = randomUUID();
        const back = () => credits('reverse', '--id', key, '--entry', entry, '--reason', 'it was Pearl');
        assert.deepEqual([back().doc.created, back().doc.created], [true, false]);
        refused(credits('reverse', '--id', randomUUID(), '--entry', entry, '--reason', 'again'), CONFLICT, 'entry');
        refused(credits('reverse', '--id', randomUUID(), '--entry', '7', '--reason', 'none'), MISSING, 'entry');
        refused(credits('reverse', '--id', randomUUID(), '--entry', '1099511627777'), INVALID, 'reason');
        const { code, doc } = credits('verify');
        assert.equal(code, OK);
        assert.deepEqual({ ...doc, head: doc.head.length, ledgers: 0 },
            { accounts: 4, entries: 4, postings: 8, sum: 0, unbalanced: 0, chain: true, head: 64, ok: true, ledgers: 0, faults: [] });
    }));

// More rows than travel together: a wrong one far down, one that is there already, one twice.
for (const kind of databases)
    test(`a long batch, ${kind}`, () => withBooks(kind, async (credits, folder) => {
        people(credits);
        const file = path.join(folder, 'long.csv'), head = 'id,from,to,minutes,for\n';
        const rows = Array.from({ length: 900 }, (_, i) => `${randomUUID()},issue,joan,${i % 90 + 1},"walk ""${i}"" ąłا\\"\n`);
        const batch = async (...lines) => { await writeFile(file, head + lines.join('')); return credits('batch', file); };
        refused(await batch(...rows.slice(0, 700), `${randomUUID()},issue,joan,0,walk\n`, 'x\n'), INVALID, 'minutes', 702);
        refused(await batch(...rows.slice(0, 700), 'x\n', ...rows.slice(700)), INVALID, 'from', 702);
        refused(await batch(...rows, rows[3].replace('walk', 'talk')), CONFLICT, 'id', 902);
        assert.equal(credits('verify').doc.entries, 0);
        assert.deepEqual((await batch(...rows.slice(0, 300))).doc, { posted: 300, already: 0 });
        assert.deepEqual((await batch(...rows, rows[3], rows[899])).doc, { posted: 600, already: 302 });
        const { doc } = credits('verify');
        assert.deepEqual([doc.ok, doc.entries, doc.sum], [true, 900, 0]);
        assert.equal(credits('statement', 'joan', '--limit', '1').doc.entries[0].for, 'walk "899" ąłا\\');
    }));

test('books changed behind our back end with 7, and the document still says what', () => withBooks('sqlite', (credits, folder) => {
    people(credits);
    credits(...post(randomUUID(), 'issue', 'joan', 60));
    const sql = 'DROP TRIGGER credits_entry_no_change; UPDATE credits_entry SET minutes = 61;';
    assert.equal(spawnSync('sqlite3', [path.join(folder, 'kith.db'), sql]).status, 0);
    const { code, doc } = credits('verify');
    assert.equal(code, BROKEN);
    assert.deepEqual([doc.ok, doc.chain, doc.unbalanced, doc.faults[0].what], [false, false, 2, 'chain']);
}));
