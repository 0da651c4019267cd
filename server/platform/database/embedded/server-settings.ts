/** PostgreSQL's settings, given at each start so that a new version of the service brings its own. */
export function serverArguments(data: string, port: number, more: Record<string, string>): string[] {
  const settings = Object.entries({ ...defaults, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', data, '-p', String(port), ...settings];
}

const defaults: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  timezone: 'UTC',
  cluster_name: 'backfill',
  // Statements, and details such as "Key (email)=(...) already exists", name persons.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
