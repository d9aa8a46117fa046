// Loaded before the server: its threads do nothing, so that what checking signatures costs can be seen beside it.
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import threads from 'node:worker_threads'

// @ts-expect-error: no more of a thread than is used
threads.Worker = class extends EventEmitter {
  postMessage() {}
  ref() {}
  unref() {}
  async terminate() {}
}
syncBuiltinESMExports()
