import { defineConfig } from 'vitest/config';

// A limit ends what hangs; a machine with much else to do must not reach it.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });
