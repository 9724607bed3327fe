// Run by a test as a process of its own: kills itself with SIGKILL in the middle of the migrations of the folder named.
import { openWriter } from '../connection.ts';
import { migrate } from '../migrate.ts';
import { readMigrations } from '../migrations.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const connection = openWriter(file);
connection.function('die', () => process.kill(process.pid, 'SIGKILL'));
migrate(connection, readMigrations(folder));
