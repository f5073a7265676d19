// A text gateway on loopback: it takes what Kith hands over and hands in what somebody would write
// back, signed. As a program, to try texts by hand:  node journeys/gateway.mjs KITH-ORIGIN SECRET
// then write lines "07700900123 YES K7F3QX".
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

// The headers of one call: signed over "SECONDS.BODY".
export function signed(secret, body, at = Math.floor(Date.now() / 1000)) {
    const mac = createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
    return { 'content-type': 'application/json', 'x-kith-timestamp': String(at), 'x-kith-signature': `sha256=${mac}` };
}

export class Gateway {
    constructor(secret) {
        this.secret = secret;
        this.sent = [];      // {to, text, id} in the order they came
        this.answers = [];   // statuses for the next calls; then 200
        this.number = 0;
        this.now = Date.now; // a story may be told ahead of time
    }

    async start(port = 0) {
        this.server = http.createServer((request, response) => {
            let body = '';
            request.on('data', (bytes) => { body += bytes; });
            request.on('end', () => {
                const status = this.answers.shift() ?? 200;
                if (status === 200) this.sent.push(JSON.parse(body));
                this.onsent?.(this.sent.at(-1));
                response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
            });
        });
        await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
        this.url = `http://127.0.0.1:${this.server.address().port}/send`;
        return this;
    }

    stop() { return new Promise((resolve) => { this.server.closeAllConnections(); this.server.close(resolve); }); }

    // Hand in a text; answers {status, body}.
    async hand(origin, fields, headers = null) {
        const body = typeof fields === 'string' ? fields : JSON.stringify(fields);
        const response = await fetch(`${origin}/texts/in`, { method: 'POST', body, headers: headers ?? signed(this.secret, body, Math.floor(this.now() / 1000)) });
        return { status: response.status, body: await response.text() };
    }

    async reply(origin, from, text) {
        const answer = await this.hand(origin, { id: `test-${++this.number}`, from, text, at: new Date(this.now()).toISOString() });
        assert.equal(answer.status, 200, answer.body);
    }

    // The texts to a number; wait until there is one that matches after the first `after`.
    to(number) { return this.sent.filter((text) => text.to === number).map((text) => text.text); }

    async wait(number, pattern, after = 0) {
        for (let tries = 0; tries < 300; tries++) {
            const found = this.to(number).slice(after).find((text) => pattern.test(text));
            if (found) return found;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return assert.fail(`no text like ${pattern} to ${number} among: ${this.to(number).join(' | ')}`);
    }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
    const [origin, secret, port] = process.argv.slice(2);
    const gateway = await new Gateway(secret).start(Number(port ?? 0));
    gateway.onsent = (text) => text && console.log(`to ${text.to}: ${text.text}`);
    console.log(`texts.gateway_url is ${gateway.url}`);
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const [, from, text] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
        if (from) await gateway.reply(origin, from, text);
    }
    await gateway.stop();
}
