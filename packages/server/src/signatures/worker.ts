import { parentPort } from 'node:worker_threads'
import { giveWay } from './give-way.ts'
import { judge, type Signed } from './judge.ts'

// The thread that checks signatures: a list of entries comes in, and a list of what was found goes out.
giveWay()
parentPort?.on('message', (entries: Signed[]) => parentPort?.postMessage(entries.map(judge)))
