/** A process that starts a source, tells its process id, and waits to be killed. */
import { startSource } from '../../../twin/media/source.ts';

const source = startSource({ site: 'A', target: [{ host: '127.0.0.1', port: Number(process.argv[2]) }] });
await source.ready;
process.send?.(source.pid);
