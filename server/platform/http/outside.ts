import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** How the service asks other services on behalf of an organization. */
export interface Outside {
  /** Whether plain http and services on this machine are allowed: only while nobody but this machine can reach us. */
  readonly allowsLocal: boolean;
  fetch(url: string, options: OutsideRequest): Promise<Response>;
}

export interface OutsideRequest {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

/** The address was refused before anything was sent; the message may be shown. */
export class AddressRefused extends Error {}

const ANSWER_WITHIN = 5_000;
const LONGEST_ANSWER = 1_000_000;

/**
 * Requests to addresses that somebody typed: https only, no redirects, an answer of at most 1 MB within 5 seconds, and never this
 * machine or its link-local neighbors (where clouds keep their credentials). Private networks are allowed: that is where companies
 * run their own services. The address is checked where the connection is made, so a name that changes its address gains nothing.
 */
export function openOutside({ allowsLocal }: { allowsLocal: boolean }): Outside {
  return { allowsLocal, fetch: (url, options) => send(new URL(url), options, allowsLocal) };
}

/** Why nothing is sent to the address, or undefined; names are looked at again when they are resolved. */
export function addressProblem(url: URL, allowsLocal: boolean): string | undefined {
  const isPlain = url.protocol === 'http:' && allowsLocal;
  if (url.protocol !== 'https:' && !isPlain) return 'The address must begin with https://.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? hostProblem(host, isPlain, allowsLocal) : undefined;
}

async function send(url: URL, options: OutsideRequest, allowsLocal: boolean): Promise<Response> {
  const problem = addressProblem(url, allowsLocal);
  if (problem) throw new AddressRefused(problem);
  const isPlain = url.protocol === 'http:';
  const timeout = AbortSignal.timeout(ANSWER_WITHIN);
  const settings = {
    method: options.method,
    headers: options.headers,
    agent: false,
    lookup: guardedLookup(isPlain, allowsLocal),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (isPlain ? requestHttp : requestHttps)(url, settings, resolve);
    request.on('error', reject);
    request.end(bodyOf(options.body));
  });
  return toResponse(answer);
}

function bodyOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  return body instanceof Uint8Array ? body : String(body as string | URLSearchParams);
}

async function toResponse(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) {
      answer.destroy();
      throw new Error('The answer was too long.');
    }
    chunks.push(chunk);
  }
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const status = answer.statusCode ?? 0;
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
}

/** Resolves a name as usual and refuses it if any of its addresses is refused. */
function guardedLookup(isPlain: boolean, allowsLocal: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const problem = addresses.map(({ address }) => hostProblem(address, isPlain, allowsLocal)).find(Boolean);
      if (problem) return callback(new AddressRefused(problem), '');
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family);
    });
  };
}

function hostProblem(address: string, isPlain: boolean, allowsLocal: boolean): string | undefined {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const isLocal = OWN_MACHINE.check(address, family);
  if (isPlain && !isLocal) return 'The address must begin with https://.';
  if (NEVER.check(address, family) || (isLocal && !allowsLocal)) {
    return 'The address leads to this machine or one of its own services.';
  }
  return undefined;
}

const OWN_MACHINE = new BlockList();
OWN_MACHINE.addSubnet('127.0.0.0', 8, 'ipv4');
OWN_MACHINE.addAddress('::1', 'ipv6');

/** Unspecified, link-local, multicast and reserved addresses, and the metadata service that has a unique local one. */
const NEVER = new BlockList();
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('224.0.0.0', 3, 'ipv4');
NEVER.addAddress('::', 'ipv6');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');
