/** The five-character SQLSTATE of a database error, through TypeORM's wrapping. */
export function sqlState(error: unknown): string | undefined {
  const outer = error as { code?: unknown; driverError?: { code?: unknown } } | null | undefined;
  const code = outer?.driverError?.code ?? outer?.code;
  return typeof code === 'string' ? code : undefined;
}
