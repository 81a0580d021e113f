import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Notes each step that undici announces while the work runs. */
// #region channels
const steps = `request:create client:sendHeaders
  request:headers request:trailers`.split(/\s+/);

export async function listen(work: () => Promise<unknown>) {
  const heard: { step: string; ms: number }[] = [];
  const stops = steps.map((step) => {
    const note = () => heard.push({ step, ms: performance.now() });
    subscribe(`undici:${step}`, note);
    return () => unsubscribe(`undici:${step}`, note);
  });
  await work().finally(() => stops.map((stop) => stop()));
  return heard;
}
// #endregion channels
