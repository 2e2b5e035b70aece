// Thirty uploads that end together wait for the disk side by side; four threads (libuv's default) would queue them.
process.env.UV_THREADPOOL_SIZE ??= '16';

const { runOffice } = await import('./run-office.ts');
await runOffice(process.argv.slice(2));

export {};
