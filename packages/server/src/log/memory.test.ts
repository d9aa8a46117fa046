import { describeLog } from '../testing/log-suite.ts'
import { createMemoryLog } from './memory.ts'

describeLog('memory', createMemoryLog)
