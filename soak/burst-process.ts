import { type Burst, sendBurst } from './burst.ts';

process.once('message', async (burst: Burst) => {
  process.send!(await sendBurst(burst));
  process.disconnect();
});
