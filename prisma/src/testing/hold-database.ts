// Run by a test as a process of its own: opens the database named, says so, and holds it until it is killed.
import { createDb } from '../create-db.ts';

createDb(process.argv[2] ?? '');
process.stdout.write('open\n');
process.stdin.resume();
