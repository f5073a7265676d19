// A client that keeps cookies and sends exactly the headers it is told to, for what a browser would not do.
import http from 'node:http';
import assert from 'node:assert/strict';

export const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

export class Client {
    // from: the address it comes from, for the limits that count by neighbourhood.
    constructor(origin, from = '127.0.0.1') {
        this.origin = origin;
        this.cookies = new Map();
        this.agent = new http.Agent({ keepAlive: true, localAddress: from });
    }

    request(method, path, { headers = {}, body = null } = {}) {
        const url = new URL(path, this.origin), sent = { ...headers };
        if (this.cookies.size && sent.cookie === undefined) sent.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
        if (body !== null) sent['content-length'] = Buffer.byteLength(body);
        return new Promise((resolve, reject) => {
            const request = http.request(url, { method, headers: sent, agent: this.agent, timeout: 30000 }, (response) => {
                const chunks = [];
                response.on('data', (chunk) => chunks.push(chunk));
                response.on('error', reject);
                response.on('end', () => {
                    for (const line of response.headers['set-cookie'] ?? []) {
                        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
                        if (/Max-Age=0/.test(line)) this.cookies.delete(name); else this.cookies.set(name, value);
                    }
                    resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString(), path });
                });
            });
            request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)));
            request.on('error', reject);
            request.end(body ?? undefined);
        });
    }

    get(path, headers = {}) { return this.request('GET', path, { headers }); }

    // fields: object (a list gives several) or a body as text.
    post(path, fields, headers = {}) {
        const body = typeof fields === 'string' ? fields : Object.entries(fields)
            .flatMap(([name, value]) => [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`)).join('&');
        return this.request('POST', path, { body, headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers } });
    }

    // The hidden boxes of a page's first form to `action` (or of the first that has them).
    async boxes(path, action = null) {
        const page = await this.get(path);
        assert.equal(page.status, 200, `${path} answered ${page.status}`);
        return hidden(page.text, action);
    }

    async signIn(kith, role) {
        const url = new URL(await kith.signin(role));
        const answer = await this.post(url.pathname, await this.boxes(url.pathname));
        assert.equal(answer.status, 303, `signing in as ${role} answered ${answer.status}`);
        return this;
    }
}

export function forms(html) {
    return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].map(([, head, inside]) => ({
        action: unescape(/action="([^"]*)"/.exec(head)?.[1] ?? ''), method: /method="post"/i.test(head) ? 'POST' : 'GET', multipart: /multipart/.test(head), inside,
    }));
}

export function hidden(html, action = null) {
    const form = forms(html).find((one) => one.method === 'POST' && (action === null ? /name="key"/.test(one.inside) : one.action === action));
    assert.ok(form, `no form ${action ?? ''}`);
    const found = {};
    for (const [tag] of form.inside.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g))
        found[/name="([^"]*)"/.exec(tag)[1]] = unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
    return found;
}
