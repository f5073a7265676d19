// The running program against clients that mean harm: malformed requests, slow ones, very many,
// ones that leave in the middle. HOSTILE_LONG=1 opens 10,000 connections instead of 2,000.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startKith } from './lib.mjs';
import { hostileShapes, oddShapes } from './hostile_shapes.mjs';
import { hold, raw } from './raw.mjs';

const long = process.env.HOSTILE_LONG === '1';
let kith, port, host;
before(async () => {
    kith = await startKith();
    port = Number(new URL(kith.origin).port);
    host = `127.0.0.1:${port}`;
});
after(() => kith?.stop());

// On a connection of its own: one kept from before would say nothing about newcomers.
const fresh = async () => (await raw(port, get('/find', 'Connection: close\r\n'))).statuses[0];
const get = (path, more = '') => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`);

describe('requests no browser sends', () => {
    test('are refused once and the connection is closed', async () => {
        const shapes = hostileShapes(host);
        assert.ok(shapes.length >= 160, `only ${shapes.length} shapes`);
        const wrong = [];
        for (let at = 0; at < shapes.length; at += 40)
            await Promise.all(shapes.slice(at, at + 40).map(async ([name, bytes]) => {
                const got = await raw(port, bytes);
                const fine = got.closed && got.statuses.length === 1 && got.statuses[0] >= 400 && got.statuses[0] !== 500;
                if (!fine) wrong.push(`${name}: ${got.statuses.join(',') || 'no answer'}${got.closed ? '' : ', left open'}`);
                else if (!/\r\nX-Content-Type-Options: nosniff\r\n/i.test(got.text) || !/\r\nContent-Security-Policy: /i.test(got.text))
                    wrong.push(`${name}: ${got.statuses[0]} without the headers that keep browsers safe`);
            }));
        assert.deepEqual(wrong, []);
        assert.equal(await fresh(), 200);
    });

    test('odd ones that are well formed are answered', async () => {
        for (const [name, bytes, statuses] of oddShapes(host)) {
            const got = await raw(port, bytes);
            assert.ok(got.closed && got.statuses.length === 1 && statuses.includes(got.statuses[0]), `${name}: ${got.statuses.join(',')}`);
        }
    });

    test('any cut of a request leaves the server well', async () => {
        const whole = Buffer.from(`POST /signin/ask HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${kith.origin}\r\n` +
            'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 19\r\n\r\nwho=a%40example.org');
        await Promise.all(Array.from({ length: whole.length }, (_, n) => raw(port, whole, { cut: n, wait: 300 })));
        assert.equal(await fresh(), 200);
    });

    test('pipelined requests are answered in order, each once', async () => {
        const got = await raw(port, Buffer.concat([get('/healthz'), get('/nobody-here'), get('/readyz'), get('/healthz', 'Connection: close\r\n'), get('/find')]));
        assert.deepEqual(got.statuses, [200, 404, 200, 200]);
        assert.match(got.text, /ok\n[^]*ready\n[^]*ok\n/);
    });

    test('a malformed request behind a good one is refused, the good one answered', async () => {
        const got = await raw(port, Buffer.concat([get('/healthz'), Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\nX : y\r\n\r\n`), get('/healthz')]));
        assert.deepEqual(got.statuses, [200, 400]);
    });

    test('HEAD has the headers of GET and no body', async () => {
        const got = await raw(port, Buffer.from(`HEAD /find HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
        assert.deepEqual(got.statuses, [200]);
        assert.match(got.text, /\r\nContent-Length: [1-9]\d+\r\n/);
        assert.ok(got.text.endsWith('\r\n\r\n'));
    });
});

describe('clients that take their time', () => {
    test('one that never ends its headers is told so after ten seconds, and a dribble is no excuse', async () => {
        const begun = Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'a'.repeat(200)}`);
        const [silent, dribble, nothing] = await Promise.all([
            raw(port, begun, { wait: 25000 }), raw(port, begun, { wait: 25000, slowly: 100 }), raw(port, Buffer.alloc(0), { wait: 25000 }),
        ]);
        for (const got of [silent, dribble]) {
            assert.ok(got.closed, 'left open');
            assert.deepEqual(got.statuses, [408]);
        }
        assert.ok(nothing.closed && nothing.statuses.length === 0);
    });

    test('very many half-open ones do not shut others out', async () => {
        const n = long ? 10000 : 2000, held = [];
        const half = Buffer.from(`GET /find HTTP/1.1\r\nHost: ${host}\r\nX-Half:`);
        for (let at = 0; at < n; at += 200)
            held.push(...await Promise.allSettled(Array.from({ length: 200 }, () => hold(port, half))));
        const opened = held.filter((one) => one.status === 'fulfilled').length;
        assert.ok(opened >= n * 0.95, `only ${opened} of ${n} opened`);
        for (let i = 0; i < 5; i++) assert.equal(await fresh(), 200);
        for (const one of held) one.value?.destroy();
        assert.equal(await fresh(), 200);
    });
});
