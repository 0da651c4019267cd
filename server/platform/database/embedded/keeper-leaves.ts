import { findBinaries } from './binaries.ts';
import { clusterFolder } from './cluster.ts';
import { leaveCluster } from './leave-cluster.ts';
import { serverAccount } from './server-account.ts';

// Run by the keeper when it finds no holder: stops the server, unless somebody came back in the meantime, which it
// tells by the exit code that makes the keeper stay.
const stillHeld = 3;

const folder = clusterFolder(process.argv[2] ?? '.');
const binaries = await findBinaries();
const account = await serverAccount([folder.root, binaries.root]);
const left = await leaveCluster({ folder, binaries, account });
process.exit(left === 'stopped' ? 0 : stillHeld);
