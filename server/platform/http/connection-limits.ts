/**
 * How long the headers of a request may take, checked every second: Node's own look only every half minute would make ten
 * seconds forty. Bodies have a limit of their own (body-time.ts).
 */
export const CONNECTION_LIMITS = connectionLimits(10, 1);

export function connectionLimits(headersSeconds: number, checkedEverySeconds: number) {
  return { headersTimeout: headersSeconds * 1000, connectionsCheckingInterval: checkedEverySeconds * 1000 };
}
